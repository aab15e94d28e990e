# SPDX-License-Identifier: ISC
from echis import *

register("no_start", [main("unikernel", time >> job)(default_time)])
