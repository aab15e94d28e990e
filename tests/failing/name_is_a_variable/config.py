# SPDX-License-Identifier: ISC
from echis import *

register("max-size", [main("unikernel", job)])
