# SPDX-License-Identifier: ISC
"""Block devices: sectors on something that the host attaches by name."""

from __future__ import annotations

from echis.impl import impl
from echis.type import Impl, Typ


class Block:
    """Sectors, read and written whole or in part.

    In the image: ``readblocks(number, buffer, offset=0)``, ``writeblocks`` alike,
    and ``ioctl(op, arg)``: MicroPython's protocol for file systems. ``capacity``
    and ``block_size`` are in bytes. Errors are ``OSError``.
    """


block: Typ[Block] = Typ(Block)


def block_of_file(name: str) -> Impl[Block]:
    """The block device ``name`` of the manifest, attached with ``block.NAME=FILE``."""
    return impl(
        "block_of_file",
        block,
        module="echis_block",
        arguments=[f'"{name}"'],
        manifest=[(name, "BLOCK_BASIC")],
    )
