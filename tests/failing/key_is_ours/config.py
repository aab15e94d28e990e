# SPDX-License-Identifier: ISC
from echis import *

logs = Key.create("logs", Key.Arg.flag())
register("sample", [main("unikernel", job, keys=[logs])])
