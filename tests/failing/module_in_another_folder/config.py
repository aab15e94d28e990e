# SPDX-License-Identifier: ISC
from echis import *

register("sample", [main("src.unikernel", job)])
