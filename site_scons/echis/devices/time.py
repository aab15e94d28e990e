# SPDX-License-Identifier: ISC
"""Timers: the wait for a moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from echis.impl import impl
from echis.info import Info
from echis.type import Impl, Typ


class TimeSignature(Protocol):
    """What a timer does; after Mirage_time.S. Nothing runs early."""

    async def sleep_ns(self, duration: int) -> None:
        """Waits for ``duration`` nanoseconds; not at all where it is 0 or less."""

    async def sleep_ms(self, duration: int) -> None:
        """Waits for ``duration`` milliseconds; not at all where it is 0 or less."""


class Time(TimeSignature):
    """The marker of ``time``."""


time: Typ[Time] = Typ(Time, "time")


def _time(info: Info, module: str, args: Sequence[str]) -> str:
    return f"{module}.Time()"


# Timers of the event loop, which sleeps in solo5_yield.
default_time: Impl[Time] = impl(
    "default_time", time, module="echis_time", connect=_time, early=True
)
