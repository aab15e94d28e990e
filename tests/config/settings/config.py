# SPDX-License-Identifier: ISC
# What every unikernel takes besides its own keys: the interpreter's settings, the log's.
from echis import *

register("settings", [main("unikernel", job)])
