# SPDX-License-Identifier: ISC
"""Consoles: text for whoever watches the image."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Protocol

from echis.checked import checked
from echis.devices.buffer import ReadBuffer
from echis.impl import impl
from echis.info import Info
from echis.type import Impl, Typ


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


def _console(info: Info, module: str, args: Sequence[str]) -> str:
    return f"{module}.Console({', '.join(args)})"


@checked
def custom_console(name: str) -> Impl[Console]:
    """The console ``name``; hvt, spt and virtio have one, whatever it is called."""
    return impl(
        "custom_console",
        console,
        module="echis_console",
        arguments=[json.dumps(name)],
        connect=_console,
        early=True,
    )


default_console: Impl[Console] = custom_console("0")
