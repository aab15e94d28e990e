# SPDX-License-Identifier: ISC
from echis import *

register("first", [main("unikernel", job)])
register("second", [main("unikernel", job)])
