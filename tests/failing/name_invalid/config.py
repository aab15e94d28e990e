# SPDX-License-Identifier: ISC
from echis import *

register("my app", [main("unikernel", job)])
