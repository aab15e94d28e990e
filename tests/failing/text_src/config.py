# SPDX-License-Identifier: ISC
from echis import *

register("sample", [noop], src=3)
