# SPDX-License-Identifier: ISC
"""Block devices: sectors on something that the host attaches by name."""

from __future__ import annotations

import json
from typing import Protocol

from echis.checked import checked
from echis.devices.buffer import ReadBuffer, WriteBuffer
from echis.devices.targets import XEN
from echis.impl import impl, match_impl
from echis.mirage_key import block as block_key
from echis.type import Impl, Typ
from echis.value import Value


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


@checked
def block_of_file(name: str) -> Impl[Block]:
    """The block device ``name`` of the manifest, attached with ``block.NAME=FILE``.

    On xen it is the disk of that number, on unix the file of that name.
    """
    return impl(
        "block_of_file",
        block,
        module="echis_block",
        arguments=[f'"{name}"'],
        manifest=[(name, "BLOCK_BASIC")],
    )


@checked
def block_of_xenstore_id(name: str) -> Impl[Block]:
    """The disk with this xenstore id: ``/dev/xvdi1`` or ``51760``."""
    return impl(
        "block_of_xenstore_id",
        block,
        module="echis_block",
        arguments=[json.dumps(name)],
        targets=XEN,
        later=True,
    )


@checked
def ramdisk(name: str) -> Impl[Block]:
    """A disk in memory, empty at every start."""
    return impl(
        "ramdisk",
        block,
        module="echis_ramdisk",
        arguments=[json.dumps(name)],
        later=True,
    )


@checked
def generic_block(
    name: str, *, group: str = "", key: Value[str] | None = None
) -> Impl[Block]:
    """What ``--block`` says: ``xenstore``, ``file`` or ``ramdisk``."""
    return match_impl(
        key or block_key(group),
        {"xenstore": block_of_xenstore_id(name), "file": block_of_file(name)},
        default=ramdisk(name),
    )
