# SPDX-License-Identifier: ISC
from echis import *

tags = Key.create("tags", Key.Arg.list(Key.Arg.int, sep="--"))
register("sample", [noop])
