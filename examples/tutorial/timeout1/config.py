# SPDX-License-Identifier: ISC
# A timeout written by hand: look whether it is done, else cancel it.
from echis import *

register("timeout1", [main("unikernel", time >> job)(default_time)])
