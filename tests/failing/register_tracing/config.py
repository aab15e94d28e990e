# SPDX-License-Identifier: ISC
from echis import *

register("wrong", [main("unikernel", job)], tracing=mprof_trace)
