# SPDX-License-Identifier: ISC
from echis import *

register("typing", [main("unikernel", job)])
