# SPDX-License-Identifier: ISC
# Four log lines, one a second.
from echis import *

register("hello", [main("unikernel", time >> job)(default_time)])
