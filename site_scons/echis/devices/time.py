# SPDX-License-Identifier: ISC
"""Timers: the wait for a moment."""

from __future__ import annotations

from typing import Protocol

from echis.type import Typ


class TimeSignature(Protocol):
    """What a timer does; after Mirage_time.S. Nothing runs early."""

    async def sleep_ns(self, duration: int) -> None:
        """Waits for ``duration`` nanoseconds; not at all where it is 0 or less."""

    async def sleep_ms(self, duration: int) -> None:
        """Waits for ``duration`` milliseconds; not at all where it is 0 or less."""


class Time(TimeSignature):
    """The marker of ``time``."""


time: Typ[Time] = Typ(Time, "time")
