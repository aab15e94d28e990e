# SPDX-License-Identifier: ISC
# No job at all: the smallest unikernel.
from echis import *

register("noop", [])
