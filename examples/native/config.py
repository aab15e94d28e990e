# SPDX-License-Identifier: ISC
# A C module of the application's own: crc32c.c becomes "import crc32c".
from echis import *

text = Key.create(
    "text",
    Key.Arg.opt(Key.Arg.string, "123456789", doc="What to compute the CRC of."),
)

register("native", [main("unikernel", job, keys=[text], c_modules=["crc32c.c"])])
