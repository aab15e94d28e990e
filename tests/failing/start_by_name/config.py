# SPDX-License-Identifier: ISC
from echis import *

register("sample", [main("unikernel", job)])
