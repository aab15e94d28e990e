# SPDX-License-Identifier: ISC
"""Random bytes that nobody can predict."""

from __future__ import annotations

from typing import Protocol

from echis.devices.buffer import WriteBuffer
from echis.type import Typ


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
