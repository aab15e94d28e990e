# SPDX-License-Identifier: ISC
from echis import *

mem = Key.create("mem", Key.Arg.flag())
register("sample", [main("unikernel", job, keys=[mem])])
