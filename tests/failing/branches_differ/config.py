# SPDX-License-Identifier: ISC
from echis import *


class Clock:
    """Tells the time."""


class Disk:
    """Holds sectors."""


chosen = if_impl(Key.is_unix, impl("clock", typ(Clock)), impl("disk", typ(Disk)))
