# SPDX-License-Identifier: ISC
from echis import *

disk = block_of_file("disk")
unikernel = main("unikernel", time >> job, deps=[disk, noop])
register("sample", [unikernel(default_time)])
