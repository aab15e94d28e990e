# SPDX-License-Identifier: ISC
from echis import *

register("annotated", [main("unikernel", job)])
