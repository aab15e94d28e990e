# SPDX-License-Identifier: ISC
# A block device of the manifest is connected and handed to start.
from echis import *

unikernel = main("unikernel", block >> job)
register("one_block", [unikernel(block_of_file("disk"))])
