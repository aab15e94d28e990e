# SPDX-License-Identifier: ISC
from echis import *

tags = Key.create("tags", Key.Arg.list(Key.Arg.pair(Key.Arg.string, Key.Arg.int)))
register("sample", [noop])
