# SPDX-License-Identifier: ISC
from echis import *

requires_echis = ">=7.0,<8"

register("future", [new_combinator("unikernel", job)])
