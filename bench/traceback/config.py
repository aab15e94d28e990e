# SPDX-License-Identifier: ISC
# Floats, and an exception that nobody catches: with its file and lines.
from echis import *

register("traceback", [main("unikernel", job)])
