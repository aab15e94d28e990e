# SPDX-License-Identifier: ISC
from echis import *

unikernel = main("unikernel", block >> (kv_ro >> job))
register("sample", [unikernel(block_of_file("disk"))])
