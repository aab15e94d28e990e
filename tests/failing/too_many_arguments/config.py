# SPDX-License-Identifier: ISC
from echis import *


class Clock:
    """Tells the time."""


clock = impl("clock", typ(Clock))
unikernel = main("unikernel", typ(Clock) >> job)
register("sample", [unikernel(clock, clock)])
