# SPDX-License-Identifier: ISC
from echis import *

crunch(3)
register("sample", [noop])
