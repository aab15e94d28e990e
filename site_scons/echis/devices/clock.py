# SPDX-License-Identifier: ISC
"""Clocks: the time of day, and a time that only grows."""

from __future__ import annotations

from typing import Protocol

from echis.type import Typ


class PclockSignature(Protocol):
    """What a POSIX clock does; after Mirage_clock.PCLOCK. It may be set back."""

    def time_ns(self) -> int:
        """Nanoseconds since 1970-01-01 00:00 UTC, leap seconds not counted."""

    def offset_s(self) -> int | None:
        """The local time's distance from UTC in seconds; None where none is known."""

    def period_ns(self) -> int | None:
        """Nanoseconds between two readings that differ; None where unknown."""


class MclockSignature(Protocol):
    """What a monotonic clock does; after Mirage_clock.MCLOCK."""

    def elapsed_ns(self) -> int:
        """Nanoseconds since a moment that stays the same while the image runs."""

    def period_ns(self) -> int | None:
        """Nanoseconds between two readings that differ; None where unknown."""


class Pclock(PclockSignature):
    """The marker of ``pclock``."""


class Mclock(MclockSignature):
    """The marker of ``mclock``."""


pclock: Typ[Pclock] = Typ(Pclock, "pclock")
mclock: Typ[Mclock] = Typ(Mclock, "mclock")
