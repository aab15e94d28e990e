# SPDX-License-Identifier: ISC
# What has no state, or is a job, is another's argument as well.
from echis import *

takes_all = main("unikernel", reporter >> reporter >> job >> job >> job)
register("taken", [takes_all(default_reporter(), no_reporter, noop, main("setup", job))])
