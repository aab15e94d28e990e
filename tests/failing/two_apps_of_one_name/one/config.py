# SPDX-License-Identifier: ISC
from echis import *

register("same_name", [main("unikernel", job)])
