# SPDX-License-Identifier: ISC
"""Damaged copies of a good image: each must be refused with a sentence."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

_PT_LOAD, _PT_NOTE = 1, 4
_MFT1 = 0x3154464D
# Offsets in Elf64_Ehdr and Elf64_Phdr, and their sizes (ELF-64 format, 1.5).
_E_MACHINE, _E_PHOFF, _E_PHNUM, _PHDR = 18, 32, 56, 56
_P_OFFSET, _P_VADDR, _P_FILESZ, _P_MEMSZ = 8, 16, 32, 40


def write(kind: str, image: Path, copy: Path) -> Path:
    """A copy of `image` with the damage called `kind`."""
    data = bytearray(image.read_bytes())
    DAMAGES[kind](data)
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(data)
    return copy


def _headers(data: bytearray, kind: int) -> Iterator[int]:
    """Offsets of the program headers of one p_type."""
    (start,) = struct.unpack_from("<Q", data, _E_PHOFF)
    (count,) = struct.unpack_from("<H", data, _E_PHNUM)
    for index in range(count):
        at = start + index * _PHDR
        if struct.unpack_from("<I", data, at)[0] == kind:
            yield at


def _quad(data: bytearray, at: int) -> int:
    return int(struct.unpack_from("<Q", data, at)[0])


def _manifest_header(data: bytearray) -> int:
    """Offset of the program header of the manifest's note."""
    for at in _headers(data, _PT_NOTE):
        note = _quad(data, at + _P_OFFSET)
        if struct.unpack_from("<I", data, note + 8)[0] == _MFT1:
            return at
    raise AssertionError("the image has no manifest note")


def _note_beyond_file(data: bytearray) -> None:
    struct.pack_into("<Q", data, _manifest_header(data) + _P_OFFSET, len(data) * 2)


def _note_too_large(data: bytearray) -> None:
    struct.pack_into("<Q", data, _manifest_header(data) + _P_FILESZ, 1 << 40)


def _note_too_small(data: bytearray) -> None:
    struct.pack_into("<Q", data, _manifest_header(data) + _P_FILESZ, 4)


def _manifest_of_many(data: bytearray) -> None:
    """The count of entries, the second word of the manifest, made 65."""
    body = _manifest_body(data)
    struct.pack_into("<I", data, body + 4, 65)


def _manifest_version(data: bytearray) -> None:
    struct.pack_into("<I", data, _manifest_body(data), 7)


def _manifest_body(data: bytearray) -> int:
    """Offset of the manifest in its note: after the header and the name
    `Solo5`, at a multiple of 8.
    """
    note = _quad(data, _manifest_header(data) + _P_OFFSET)
    name_size = int.from_bytes(data[note : note + 4], "little")
    return note + (12 + name_size + 7) // 8 * 8


def _load_beyond_file(data: bytearray) -> None:
    at = next(_headers(data, _PT_LOAD))
    struct.pack_into("<Q", data, at + _P_OFFSET, 1 << 40)


def _load_wraps(data: bytearray) -> None:
    at = next(_headers(data, _PT_LOAD))
    struct.pack_into("<Q", data, at + _P_MEMSZ, (1 << 64) - 4096)


def _load_low(data: bytearray) -> None:
    at = next(_headers(data, _PT_LOAD))
    struct.pack_into("<Q", data, at + _P_VADDR, 0)


def _magic(data: bytearray) -> None:
    data[:4] = b"\x7fELV"


def _machine(data: bytearray) -> None:
    struct.pack_into("<H", data, _E_MACHINE, 8)  # EM_MIPS


def _truncated(data: bytearray) -> None:
    del data[100:]


def _empty(data: bytearray) -> None:
    data.clear()


DAMAGES: Mapping[str, Callable[[bytearray], None]] = {
    "empty": _empty,
    "load_beyond_file": _load_beyond_file,
    "load_low": _load_low,
    "load_wraps": _load_wraps,
    "machine": _machine,
    "magic": _magic,
    "manifest_of_many": _manifest_of_many,
    "manifest_version": _manifest_version,
    "note_beyond_file": _note_beyond_file,
    "note_too_large": _note_too_large,
    "note_too_small": _note_too_small,
    "truncated": _truncated,
}
