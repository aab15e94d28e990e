# SPDX-License-Identifier: ISC
from echis import *

register("same-name", [main("unikernel", job)])
