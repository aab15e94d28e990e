# SPDX-License-Identifier: ISC
"""ISO 9660 (ECMA-119): one folder of files, the first of which El Torito boots.

Names are those of interchange level 1. Nothing in it depends on the machine.
"""

from __future__ import annotations

import struct
import time
from collections.abc import Mapping

SECTOR = 2048
# The first 16 sectors are the system's; here is what follows them.
PRIMARY, _BOOT_RECORD, _TERMINATOR, _CATALOG, _PATHS_L, _PATHS_M, _ROOT = range(16, 23)
_FILES = 23
_PATHS_SIZE = 10
_FOLDER, _FILE = 2, 0
_NO_DATE = b"0" * 16 + b"\0"


def pack(files: Mapping[str, bytes], label: str, date: int) -> bytes:
    """The file system; ``date`` is in seconds since 1970, 0 for none.

    The first file is the one that is booted, without emulation of a floppy disk.
    """
    places = placed(files)
    end = _FILES + sum(map(_sectors, files.values()))
    boot = next(iter(places.values()))
    sectors = [
        *(_primary(label, end, date), _boot_record(), _descriptor(255, b"")),
        *(_catalog(boot), _path_table("<"), _path_table(">")),
        _root(files, places, date),
        *(_padded(content) for content in files.values()),
    ]
    return bytes(16 * SECTOR) + b"".join(sectors)


def placed(files: Mapping[str, bytes]) -> dict[str, int]:
    """The sector that each file begins at."""
    places, at = {}, _FILES
    for name, content in files.items():
        places[name] = at
        at += _sectors(content)
    return places


def _sectors(content: bytes) -> int:
    return -(-len(content) // SECTOR)


def _padded(content: bytes) -> bytes:
    return content.ljust(_sectors(content) * SECTOR, b"\0")


def _both(form: str, number: int) -> bytes:
    """A number in both byte orders (7.2.3, 7.3.3)."""
    return struct.pack("<" + form, number) + struct.pack(">" + form, number)


def _descriptor(kind: int, content: bytes) -> bytes:
    """A volume descriptor (8.1)."""
    return _padded(bytes([kind]) + b"CD001\1" + content.ljust(SECTOR - 7, b"\0"))


def _primary(label: str, end: int, date: int) -> bytes:
    """The primary volume descriptor (8.4)."""
    blank = b" " * 128
    content = b"".join(
        [
            *(b"\0", b" " * 32, label.encode().ljust(32), bytes(8)),
            *(_both("I", end), bytes(32), _both("H", 1), _both("H", 1)),
            *(_both("H", SECTOR), _both("I", _PATHS_SIZE)),
            *(struct.pack("<II", _PATHS_L, 0), struct.pack(">II", _PATHS_M, 0)),
            _record(b"\0", _ROOT, SECTOR, _FOLDER, date),
            *(blank * 4, b" " * 37 * 3),
            *(_long_date(date) * 2, _NO_DATE * 2, b"\1"),
        ]
    )
    return _descriptor(1, content)


def _boot_record() -> bytes:
    """El Torito's, which says where its catalogue is."""
    name = b"EL TORITO SPECIFICATION".ljust(32, b"\0") + bytes(32)
    return _descriptor(0, name + struct.pack("<I", _CATALOG))


def _catalog(boot: int) -> bytes:
    """El Torito's entries: the validation of a PC, and what it loads."""
    # The 16 words of the first one add up to 0.
    validation = struct.pack("<BxH24xHH", 1, 0, -(1 + 0xAA55) & 0xFFFF, 0xAA55)
    # Bootable, without emulation, at the usual segment: four blocks of 512 bytes.
    return _padded(validation + struct.pack("<BBHBxHI", 0x88, 0, 0, 0, 4, boot))


def _path_table(order: str) -> bytes:
    """A path table of the root alone (9.4)."""
    return _padded(struct.pack(order + "BBIHxx", 1, 0, _ROOT, 1))


def _root(files: Mapping[str, bytes], places: Mapping[str, int], date: int) -> bytes:
    records = [
        _record(b"\0", _ROOT, SECTOR, _FOLDER, date),
        _record(b"\1", _ROOT, SECTOR, _FOLDER, date),
        *(
            _record(f"{name};1".encode(), places[name], len(files[name]), _FILE, date)
            for name in sorted(files)
        ),
    ]
    content = b"".join(records)
    assert len(content) <= SECTOR
    return _padded(content)


def _record(name: bytes, at: int, size: int, flags: int, date: int) -> bytes:
    """A directory record (9.1), of even length."""
    fields = _both("I", at) + _both("I", size) + _short_date(date)
    fields += struct.pack("<BBB", flags, 0, 0) + _both("H", 1)
    record = fields + bytes([len(name)]) + name
    record += bytes(len(record) % 2)
    return struct.pack("<BB", len(record) + 2, 0) + record


def _short_date(date: int) -> bytes:
    """A date of a directory record (9.1.5); all of it 0 is none."""
    if not date:
        return bytes(7)
    then = time.gmtime(date)
    return bytes([then.tm_year - 1900, *then[1:6], 0])


def _long_date(date: int) -> bytes:
    """A date of a volume descriptor (8.4.26.1)."""
    if not date:
        return _NO_DATE
    return time.strftime("%Y%m%d%H%M%S00", time.gmtime(date)).encode() + b"\0"
