# SPDX-License-Identifier: ISC
from echis import *


class Clock:
    """Tells the time."""


class Disk:
    """Holds sectors."""


unikernel = main("unikernel", typ(Clock) >> job)
register("sample", [unikernel(impl("disk", typ(Disk)))])
