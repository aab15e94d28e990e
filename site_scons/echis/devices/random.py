# SPDX-License-Identifier: ISC
"""Random bytes that nobody can predict."""

from __future__ import annotations

from typing import Protocol

from echis.checked import checked
from echis.devices.buffer import WriteBuffer
from echis.devices.clock import Mclock, default_monotonic_clock, mclock
from echis.devices.time import Time, default_time, time
from echis.impl import impl
from echis.type import Impl, Typ


class RandomSignature(Protocol):
    """What a random source does; after Mirage_random.S.

    OSError (EAGAIN) before it was seeded from a source that is not predictable.
    """

    def generate(self, count: int) -> bytes:
        """``count`` random bytes."""

    def fill(self, buffer: WriteBuffer) -> None:
        """Overwrites the whole of ``buffer`` with random bytes."""


class Random(RandomSignature):
    """The marker of ``random``."""


random: Typ[Random] = Typ(Random, "random")


_rng = impl("rng", time >> mclock >> random, module="echis_random", later=True)


@checked
def rng(
    *, time: Impl[Time] | None = None, mclock: Impl[Mclock] | None = None
) -> Impl[Random]:
    """A generator seeded from what the target has; without anything it refuses."""
    return _rng(time or default_time, mclock or default_monotonic_clock)


default_random: Impl[Random] = rng()
