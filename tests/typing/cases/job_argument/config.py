# SPDX-License-Identifier: ISC
from echis import *

first = impl("setup", job, module="setup")
jobs = [main(name, job >> job)(first) for name in ("unikernel", "others", "more")]
register("typing", jobs)
