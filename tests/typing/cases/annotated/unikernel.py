# SPDX-License-Identifier: ISC
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from echis import Block

if TYPE_CHECKING:
    from dataclasses import Field

Handler = None  # type: Callable[[int], None] | None


async def start(disk: Block) -> None:
    whole: Any = bytearray(disk.block_size)
    disk.readblocks(0, whole)
    print(disk.capacity // disk.block_size)


def unused(field: Field[int]) -> None:
    print(field.name)
