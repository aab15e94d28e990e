# SPDX-License-Identifier: ISC
# The wall clock and the monotonic clock of solo5.h.
import _solo5


class Pclock:
    def time_ns(self):
        return _solo5.clock_wall()

    def offset_s(self):
        # A unikernel knows no time zone.
        return None

    def period_ns(self):
        return None


class Mclock:
    def __init__(self):
        self._start = _solo5.clock_monotonic()

    def elapsed_ns(self):
        return _solo5.clock_monotonic() - self._start

    def period_ns(self):
        return None
