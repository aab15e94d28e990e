# SPDX-License-Identifier: ISC
# The same with the compiler in the image.
from echis import *

register("with-compiler", [main("unikernel", job)])
