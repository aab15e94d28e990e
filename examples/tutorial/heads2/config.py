# SPDX-License-Identifier: ISC
# Two tasks that sleep and are joined by gather.
from echis import *

register("heads2", [main("unikernel", time >> job)(default_time)])
