# SPDX-License-Identifier: ISC
from echis import *

rng(time=0)
register("sample", [noop])
