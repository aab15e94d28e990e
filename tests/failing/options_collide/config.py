# SPDX-License-Identifier: ISC
from echis import *

one = Key.create("port", Key.Arg.flag(names=("p",)))
two = Key.create("path", Key.Arg.flag(names=("p",)))
register("sample", [main("unikernel", job, keys=[one, two])])
