# SPDX-License-Identifier: ISC
from echis import *


class Clock:
    """Tells the time."""


register("sample", [main("unikernel", typ(Clock) >> job)])
