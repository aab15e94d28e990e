# SPDX-License-Identifier: ISC
"""Block devices: sectors on something that the host attaches by name."""

from __future__ import annotations

from typing import Protocol

from echis.devices.buffer import ReadBuffer, WriteBuffer
from echis.impl import impl
from echis.type import Impl, Typ


class BlockSignature(Protocol):
    """What a block device does: MicroPython's protocol for file systems.

    After Mirage_block.S and MicroPython's AbstractBlockDev. OSError: EINVAL for a
    range outside the device, EIO where the host fails.
    """

    @property
    def capacity(self) -> int:
        """Bytes of the whole device."""

    @property
    def block_size(self) -> int:
        """Bytes of one block, the unit of the host's transfers."""

    def readblocks(self, number: int, buffer: WriteBuffer, offset: int = 0) -> None:
        """Fills ``buffer`` from byte ``offset`` of block ``number`` on."""

    def writeblocks(self, number: int, buffer: ReadBuffer, offset: int = 0) -> None:
        """Writes all of ``buffer`` from byte ``offset`` of block ``number`` on."""

    def ioctl(self, op: int, arg: int) -> int | None:
        """The answer to ``op``: 4 is the number of blocks, 5 the bytes of one."""


class Block(BlockSignature):
    """The marker of ``block``."""


block: Typ[Block] = Typ(Block, "block")


def block_of_file(name: str) -> Impl[Block]:
    """The block device ``name`` of the manifest, attached with ``block.NAME=FILE``."""
    return impl(
        "block_of_file",
        block,
        module="echis_block",
        arguments=[f'"{name}"'],
        manifest=[(name, "BLOCK_BASIC")],
    )
