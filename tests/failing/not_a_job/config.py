# SPDX-License-Identifier: ISC
from echis import *


class Clock:
    """Tells the time."""


register("sample", [impl("clock", typ(Clock))])
