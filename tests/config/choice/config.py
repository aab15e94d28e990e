# SPDX-License-Identifier: ISC
# What the target decides: the branch not taken leaves no trace.
from echis import *


class Clock:
    """Tells the time."""


clock = typ(Clock)
chosen = if_impl(Key.is_unix, impl("host_clock", clock), impl("solo5_clock", clock))
register("choice", [main("unikernel", clock >> job)(chosen)])
