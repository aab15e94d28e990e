# SPDX-License-Identifier: ISC
"""An aarch64 image as boot loaders take Linux: the raw memory of it, behind the header
of Documentation/arch/arm64/booting.rst.

Run as ``python -m echis.arm64_image IMAGE FILE``. Linked as it is, an image differs
from its memory in the ELF header only, of the same size.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Sequence
from pathlib import Path

from echis.errors import ConfigError
from echis.inspect import elf

_HEADER = struct.Struct("<IIQQQQQQ4sI")
_MAGIC = b"ARM\x64"
_BRANCH = 0x14000000
_NOTHING = 0xD503201F  # nop
_FLAGS = 1 << 1  # little-endian, pages of 4 KiB, near the start of memory
# Loaders count from here, where memory begins on QEMU's board.
_MEMORY = 0x40000000
_ALIGN = 2 << 20  # of what they count from


def raw(file: Path) -> bytes:
    """The image with its header. ConfigError: it is none of virtio on aarch64."""
    image = elf.read(file)
    parts = list(image.loads())
    if image.machine != "aarch64" or not parts or parts[0].address < _MEMORY:
        raise ConfigError(f"{file} is no virtio image for aarch64")
    start = parts[0].address
    assert all(part.offset == part.address - start for part in parts)
    loaded = max(part.offset + part.file_size for part in parts)
    header = _HEADER.pack(
        _BRANCH | (image.entry - start) // 4,
        _NOTHING,
        start % _ALIGN,
        parts[-1].end - start,
        _FLAGS,
        *(0, 0, 0),
        _MAGIC,
        0,
    )
    return header + image.data[len(header) : loaded]


def main(words: Sequence[str]) -> int:
    """Writes the second file from the first."""
    if len(words) != 2:
        raise ConfigError("an image and the file to write are needed: IMAGE FILE")
    Path(words[1]).write_bytes(raw(Path(words[0])))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ConfigError as error:
        print(f"echis: {error}", file=sys.stderr)
        sys.exit(1)
