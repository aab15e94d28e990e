# SPDX-License-Identifier: ISC
from echis import *


class Clock:
    """Tells the time."""


unikernel = main("unikernel", typ(Clock) >> job)
register("sample", [unikernel(impl("clock", typ(Clock)))])
