# SPDX-License-Identifier: ISC
"""Tracing: events with their time, in a ring that the host can read."""

from __future__ import annotations

from typing import Protocol

from echis.checked import checked
from echis.impl import impl
from echis.mirage_key import tracing_size
from echis.type import Impl, Typ


class TracingSignature(Protocol):
    """What a tracer does; after MirageOS's mirage-profile."""

    def event(self, name: str, detail: str = "") -> None:
        """Records that ``name`` happened now; the oldest event makes room for it."""

    def count(self, name: str, value: int) -> None:
        """Records that the counter ``name`` has ``value`` from now on."""


class Tracing(TracingSignature):
    """The marker of ``tracing``."""


tracing: Typ[Tracing] = Typ(Tracing, "tracing")


@checked
def mprof_trace(*, size: int) -> Impl[Tracing]:
    """Traces in a ring of ``size`` bytes."""
    return impl(
        "mprof_trace",
        tracing,
        module="echis_tracing",
        keys=[tracing_size(size)],
        later=True,
    )
