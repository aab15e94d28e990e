# SPDX-License-Identifier: ISC
# A key of either stage whose value nobody but its user may see.
from echis import *

token = Key.create(
    "token", Key.Arg.opt(Key.Arg.string, "", stage="configure"), secret=True
)
password = Key.create("password", Key.Arg.required(Key.Arg.string), secret=True)
register("secret", [main("unikernel", job, keys=[token, password])])
