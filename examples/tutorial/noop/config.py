# SPDX-License-Identifier: ISC
# Nothing at all: shows that the toolchain works.
from echis import *

register("noop", [])
