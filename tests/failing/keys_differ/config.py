# SPDX-License-Identifier: ISC
from echis import *

one = Key.create("port", Key.Arg.opt(Key.Arg.int, 80))
two = Key.create("port", Key.Arg.opt(Key.Arg.int, 81))
register("sample", [main("unikernel", job, keys=[one, two])])
