# SPDX-License-Identifier: ISC
"""Clocks: the time of day, and a time that only grows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from echis.impl import impl
from echis.info import Info
from echis.type import Impl, Typ


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


def _pclock(info: Info, module: str, args: Sequence[str]) -> str:
    return f"{module}.Pclock()"


def _mclock(info: Info, module: str, args: Sequence[str]) -> str:
    return f"{module}.Mclock()"


# The host's wall clock.
default_posix_clock: Impl[Pclock] = impl(
    "default_posix_clock", pclock, module="echis_clock", connect=_pclock, early=True
)

# The time since the image was started.
default_monotonic_clock: Impl[Mclock] = impl(
    "default_monotonic_clock", mclock, module="echis_clock", connect=_mclock, early=True
)
