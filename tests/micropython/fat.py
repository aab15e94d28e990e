# SPDX-License-Identifier: ISC
"""A FAT16 volume with the given files, by Microsoft's FAT specification 1.03.

Every name is a long one, so that the guest sees it as it is.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR = 512
# With less clusters it would be FAT12 (section 3.5); the rest is free space.
_CLUSTERS = 6000
_ROOT_ENTRIES = 512
_ENTRY = 32
_FAT_SECTORS = -(-(_CLUSTERS + 2) * 2 // SECTOR)
_ROOT_SECTORS = _ROOT_ENTRIES * _ENTRY // SECTOR
_FIRST_DATA = 1 + _FAT_SECTORS + _ROOT_SECTORS
_END_OF_CHAIN = 0xFFFF
_DIRECTORY, _ARCHIVE, _LONG_NAME = 0x10, 0x20, 0x0F
_LAST_LONG = 0x40
_LONG_CHARACTERS = 13  # of a name in one entry
_1980_01_01 = 0x21

# A folder: what is in it by name.
Tree = Mapping[str, "Tree | bytes"]


def volume(tree: Tree) -> bytes:
    """The sectors of a volume that holds `tree`."""
    return _Volume().image(tree)


def tree(files: Mapping[str, bytes]) -> Tree:
    """The folders that paths such as `basics/int1.py` stand for."""
    root: dict[str, Tree | bytes] = {}
    for path, data in files.items():
        *folders, name = path.split("/")
        place = root
        for folder in folders:
            inner = place.setdefault(folder, {})
            assert isinstance(inner, dict)
            place = inner
        place[name] = data
    return root


class _Volume:
    def __init__(self) -> None:
        # Entries 0 and 1 are no clusters (section 4).
        self._fat = [0xFFF8, _END_OF_CHAIN]
        self._data = bytearray()

    def image(self, tree: Tree) -> bytes:
        root = b"".join(
            _entry(name, index, *self._stored(content, 0))
            for index, (name, content) in enumerate(sorted(tree.items()))
        )
        table = struct.pack(f"<{len(self._fat)}H", *self._fat)
        assert len(self._fat) <= _CLUSTERS + 2
        assert len(root) <= _ROOT_SECTORS * SECTOR
        return b"".join(
            [
                _boot_sector(),
                table.ljust(_FAT_SECTORS * SECTOR, b"\0"),
                root.ljust(_ROOT_SECTORS * SECTOR, b"\0"),
                self._data.ljust(_CLUSTERS * SECTOR, b"\0"),
            ]
        )

    def _stored(self, content: Tree | bytes, parent: int) -> tuple[int, int, int]:
        """Attributes, first cluster and size of a stored file or folder."""
        if isinstance(content, bytes):
            return _ARCHIVE, self._chain(len(content), content), len(content)
        size = _ENTRY * (2 + sum(map(_entries, content)))
        first = self._chain(size, b"")
        entries = [_dots(b".", first), _dots(b"..", parent)]
        for index, (name, inner) in enumerate(sorted(content.items())):
            entries.append(_entry(name, index, *self._stored(inner, first)))
        at = (first - 2) * SECTOR
        self._data[at : at + size] = b"".join(entries)
        return _DIRECTORY, first, 0

    def _chain(self, size: int, data: bytes) -> int:
        """The first of new clusters in a row, 0 for none."""
        count = -(-size // SECTOR)
        if not count:
            return 0
        first = len(self._fat)
        self._fat += [*range(first + 1, first + count), _END_OF_CHAIN]
        self._data += data.ljust(count * SECTOR, b"\0")
        return first


def _boot_sector() -> bytes:
    """Sections 3.1 to 3.3."""
    total = _FIRST_DATA + _CLUSTERS
    fields = struct.pack(
        "<3s8sHBHBHHBHHHIIBBBI11s8s",
        b"\xeb\x3c\x90",
        b"ECHIS",
        SECTOR,
        1,  # sector a cluster
        1,  # reserved: this one
        1,  # table
        _ROOT_ENTRIES,
        total,
        0xF8,  # a fixed disk
        _FAT_SECTORS,
        *(1, 1, 0),  # geometry that nobody uses
        0,
        *(0x80, 0, 0x29),
        0,
        b"TESTS".ljust(11),
        b"FAT16".ljust(8),
    )
    return fields.ljust(SECTOR - 2, b"\0") + b"\x55\xaa"


def _entries(name: str) -> int:
    """How many directory entries a name takes."""
    return 1 + -(-len(name) // _LONG_CHARACTERS)


def _entry(name: str, index: int, attributes: int, cluster: int, size: int) -> bytes:
    """A name's long entries and the short one (sections 6 and 7)."""
    short = f"{index:08X}   ".encode()
    return _long(name, short) + _short(short, attributes, cluster, size)


def _dots(name: bytes, cluster: int) -> bytes:
    return _short(name.ljust(11), _DIRECTORY, cluster, 0)


def _short(name: bytes, attributes: int, cluster: int, size: int) -> bytes:
    return struct.pack(
        "<11sBBBHHHHHHHI",
        name,
        attributes,
        0,
        *(0, 0, _1980_01_01),  # created
        _1980_01_01,  # accessed
        0,
        *(0, _1980_01_01),  # written
        cluster,
        size,
    )


def _long(name: str, short: bytes) -> bytes:
    checksum = 0
    for byte in short:
        checksum = ((checksum >> 1 | checksum << 7) + byte) & 0xFF
    count = _entries(name) - 1
    units = [ord(c) for c in name]
    padded = [*units, 0, *[0xFFFF] * _LONG_CHARACTERS][: count * _LONG_CHARACTERS]
    parts = []
    for number in range(count, 0, -1):
        part = padded[(number - 1) * _LONG_CHARACTERS : number * _LONG_CHARACTERS]
        order = number | (_LAST_LONG if number == count else 0)
        head = struct.pack("<B5HBBB", order, *part[:5], _LONG_NAME, 0, checksum)
        parts.append(head + struct.pack("<6HH2H", *part[5:11], 0, *part[11:]))
    return b"".join(parts)
