# SPDX-License-Identifier: ISC
from echis import *

hello = Key.create("hello", Key.Arg.flag(stage="run"))
register("sample", [main("unikernel", job, keys=[hello])])
