# SPDX-License-Identifier: ISC
from echis import *

disk = block_of_xenstore_id("51712")
register("sample", [main("unikernel", block >> job)(disk)])
