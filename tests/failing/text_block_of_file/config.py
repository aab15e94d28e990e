# SPDX-License-Identifier: ISC
from echis import *

block_of_file(3)
register("sample", [noop])
