# SPDX-License-Identifier: ISC
from echis import *

hello = Key.create("hello", Key.Arg.flag())
register("sample", [main("unikernel", job, keys=hello)])
