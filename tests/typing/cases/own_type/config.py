# SPDX-License-Identifier: ISC
from echis import *
from signatures import Clock

clock = typ(Clock)
device = impl("clock", clock, module="clock")
register("typing", [main("unikernel", clock >> job)(device)])
