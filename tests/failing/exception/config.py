# SPDX-License-Identifier: ISC
from echis import *

answer = 1 / 0
register("sample", [main("unikernel", job)])
