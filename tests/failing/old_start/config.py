# SPDX-License-Identifier: ISC
from echis import *

register("sample", [main("unikernel", block >> job)(block_of_file("disk"))])
