# SPDX-License-Identifier: ISC
from echis import *

disk = block_of_file("disk")
register("typing", [main("unikernel", block >> job)(disk)])
