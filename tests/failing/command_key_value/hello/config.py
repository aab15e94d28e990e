# SPDX-License-Identifier: ISC
from echis import *

port = Key.create("port", Key.Arg.opt(Key.Arg.int, 80, stage="configure"))
register("sample", [main("unikernel", job, keys=[port])])
