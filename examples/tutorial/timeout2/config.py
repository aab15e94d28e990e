# SPDX-License-Identifier: ISC
# A timeout by asyncio's own means.
from echis import *

register("timeout2", [main("unikernel", time >> job)(default_time)])
