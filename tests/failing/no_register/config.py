# SPDX-License-Identifier: ISC
from echis import *

main("unikernel", job)
