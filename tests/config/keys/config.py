# SPDX-License-Identifier: ISC
# Every kind of key, with values that need quoting.
from echis import *

keys = [
    Key.create(
        "hello", Key.Arg.opt(Key.Arg.string, 'Say "Grüß Gott"\\', doc="What to say.")
    ),
    Key.create("port", Key.Arg.opt(Key.Arg.int, 80, names=("p", "port"))),
    Key.create("since", Key.Arg.opt(Key.Arg.int64, -(2**63))),
    Key.create("log-all", Key.Arg.flag(doc="Log everything.")),
    Key.create("cache", Key.Arg.opt(Key.Arg.bool, True, doc="Keep answers.")),
    Key.create(
        "uri", Key.Arg.required(Key.Arg.string, metavar="URI", doc="What to fetch.")
    ),
]

register("keys", [main("unikernel", job, keys=keys)])
