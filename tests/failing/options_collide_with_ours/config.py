# SPDX-License-Identifier: ISC
from echis import *

short = Key.create("l", Key.Arg.flag())
register("sample", [main("unikernel", job, keys=[short])])
