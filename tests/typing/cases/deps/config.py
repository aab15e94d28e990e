# SPDX-License-Identifier: ISC
from echis import *

deps = [dep(block_of_file("disk")), impl("setup", job), default_console]
takes = [main(name, time >> job, deps=deps) for name in ("unikernel", "others")]
register("typing", [one(default_time) for one in takes])
