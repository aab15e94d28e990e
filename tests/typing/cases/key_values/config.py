# SPDX-License-Identifier: ISC
from echis import *

hello = Key.create("hello", Key.Arg.opt(Key.Arg.string, "Hi"))
register("typing", [main("unikernel", job, keys=[hello])])
