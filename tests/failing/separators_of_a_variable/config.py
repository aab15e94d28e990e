# SPDX-License-Identifier: ISC
from echis import *

tags = Key.create("tags", Key.Arg.opt_all(Key.Arg.pair(Key.Arg.string, Key.Arg.int), stage="both"))
register("sample", [noop])
