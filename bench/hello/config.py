# SPDX-License-Identifier: ISC
# One print and no sleep: what is left is the cost of starting.
from echis import *

register("one-print", [main("unikernel", job)])
