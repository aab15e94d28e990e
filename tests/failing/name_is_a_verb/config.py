# SPDX-License-Identifier: ISC
from echis import *

register("test", [main("unikernel", job)])
