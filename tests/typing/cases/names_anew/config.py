# SPDX-License-Identifier: ISC
from echis import *

keys = [
    Key.create("hello", Key.Arg.opt(Key.Arg.string, "Hi")),
    Key.create("count", Key.Arg.opt(Key.Arg.int, 1)),
]
device = block_of_file("disk")
register("typing", [main("unikernel", block >> job, keys=keys)(device)])
wrong: int = "line 11"
