# SPDX-License-Identifier: ISC
# The same with a text of the user's: --hello=TEXT, or hello=TEXT when it is built.
from echis import *

hello = Key.create(
    "hello",
    Key.Arg.opt(Key.Arg.string, "Hello World!", doc="How to say hello."),
)

register("hello-key", [main("unikernel", time >> job, keys=[hello])(default_time)])
