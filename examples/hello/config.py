# SPDX-License-Identifier: ISC
# Four greetings, one a second: MirageOS's tutorial, in Python.
from echis import *

hello = Key.create(
    "hello",
    Key.Arg.opt(Key.Arg.string, "Hello World!", doc="How to say hello."),
)

register("hello", [main("unikernel", job, keys=[hello])])
