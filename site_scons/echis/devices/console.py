# SPDX-License-Identifier: ISC
"""Consoles: text for whoever watches the image."""

from __future__ import annotations

from typing import Protocol

from echis.devices.buffer import ReadBuffer
from echis.type import Typ


class ConsoleSignature(Protocol):
    """What a console does; after Mirage_console.S."""

    def write(self, data: ReadBuffer | str) -> int:
        """Writes all of ``data``, text as UTF-8, and gives its length in bytes."""

    async def read(self, count: int) -> bytes:
        """Waits for 1 to ``count`` bytes; ``b""`` where no more will come.

        OSError (EOPNOTSUPP) where the target has no input: hvt and spt.
        """


class Console(ConsoleSignature):
    """The marker of ``console``."""


console: Typ[Console] = Typ(Console, "console")
