# SPDX-License-Identifier: ISC
# Two tasks that sleep and are joined.
from echis import *

register("heads1", [main("unikernel", time >> job)(default_time)])
