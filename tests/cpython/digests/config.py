# SPDX-License-Identifier: ISC
from echis import *

register("digests", [main("unikernel", job)])
