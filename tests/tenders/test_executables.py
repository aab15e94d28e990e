# SPDX-License-Identifier: ISC
"""Executables that a tender must refuse: headers, segments, notes, manifests."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from .calls import words
from .tender import run
from .test_options import refused

# Program headers of the test guests, and the fields of one.
INTERP, TEXT, DATA, ABI, MANIFEST = range(5)
_FIELDS = {
    "type": (0, "<I"),
    "flags": (4, "<I"),
    "offset": (8, "<Q"),
    "vaddr": (16, "<Q"),
    "filesz": (32, "<Q"),
    "memsz": (40, "<Q"),
    "align": (48, "<Q"),
}
_MOST = (1 << 64) - 1

Edit = Callable[[bytearray], None]


def at(offset: int, form: str, value: int) -> Edit:
    """Writes a number at a place of the file."""
    return lambda file: struct.pack_into(form, file, offset, value)


def phdr(index: int, field: str, value: int) -> Edit:
    """Writes a field of a program header."""
    offset, form = _FIELDS[field]
    return at(64 + 56 * index + offset, form, value)


def note(index: int, offset: int, form: str, value: int) -> Edit:
    """Writes inside the note that program header `index` points at."""

    def edit(file: bytearray) -> None:
        (start,) = struct.unpack_from("<Q", file, 64 + 56 * index + 8)
        struct.pack_into(form, file, start + offset, value)

    return edit


def entry(index: int, offset: int, form: str, value: int) -> Edit:
    """Writes inside an entry of the manifest."""
    return note(MANIFEST, 24 + 8 + 104 * index + offset, form, value)


def cut(size: int) -> Edit:
    """Keeps the first bytes of the file."""

    def edit(file: bytearray) -> None:
        del file[size:]

    return edit


def both(first: Edit, second: Edit) -> Edit:
    """One edit after the other."""

    def edit(file: bytearray) -> None:
        first(file)
        second(file)

    return edit


_HEADER = "not a static 64-bit little-endian ELF executable"
_SIZE = "note does not fall within valid size"
_ABI = "No Solo5 ABI information found in executable"
_INVALID = "Solo5 manifest is invalid"

CASES: dict[str, tuple[Edit, str]] = {
    "empty": (cut(0), "the file ends too early"),
    "half_header": (cut(63), "the file ends too early"),
    "no_phdrs_in_file": (cut(64), "the file ends too early"),
    "text_cut": (cut(4200), "the file ends too early"),
    "magic": (at(0, "<B", 0), _HEADER),
    "class32": (at(4, "<B", 1), _HEADER),
    "big_endian": (at(5, "<B", 2), _HEADER),
    "version": (at(20, "<I", 0), _HEADER),
    "type_dyn": (at(16, "<H", 3), _HEADER),
    "ehsize": (at(52, "<H", 65), _HEADER),
    "phentsize": (at(54, "<H", 32), _HEADER),
    "machine": (at(18, "<H", 8), "built for another processor (ELF machine 8"),
    "no_phdrs": (at(56, "<H", 0), "0 program headers"),
    "many_phdrs": (at(56, "<H", 65535), "65535 program headers"),
    "phoff_far": (at(32, "<Q", 1 << 40), "the file ends too early"),
    "phoff_wraps": (at(32, "<Q", _MOST - 8), "a header points outside the file"),
    "entry_zero": (at(24, "<Q", 0), "the entry point lies outside"),
    "entry_high": (at(24, "<Q", 512 << 20), "the entry point lies outside"),
    "writable_code": (phdr(TEXT, "flags", 7), "requests WRITE and EXEC permissions"),
    "low_segment": (phdr(TEXT, "vaddr", 0xFF000), "lies below the lowest load address"),
    "descending": (phdr(TEXT, "vaddr", 0x200000), "is not in ascending order"),
    "overlapping": (phdr(DATA, "vaddr", 0x100000), "overlaps the segment before it"),
    "outside": (phdr(DATA, "vaddr", 512 << 20), "falls outside of guest memory"),
    "memory_outside": (phdr(DATA, "memsz", 512 << 20), "falls outside of guest memory"),
    "address_wraps": (phdr(DATA, "vaddr", _MOST - 0xFFF), "address overflow"),
    "memory_wraps": (phdr(DATA, "memsz", _MOST), "address overflow"),
    "file_larger": (phdr(DATA, "memsz", 16), "is smaller in memory than in the file"),
    "align_zero": (phdr(DATA, "align", 0), "alignment is not a power of two"),
    "align_odd": (phdr(DATA, "align", 3 << 12), "alignment is not a power of two"),
    "not_page_aligned": (
        both(phdr(DATA, "align", 16), phdr(DATA, "memsz", 8200)),
        "architectural page size",
    ),
    "segment_past_file": (phdr(TEXT, "offset", 1 << 30), "the file ends too early"),
    "segment_offset_wraps": (phdr(TEXT, "offset", _MOST), "points outside the file"),
    "abi_absent": (phdr(ABI, "type", 0), _ABI),
    "abi_tiny": (phdr(ABI, "filesz", 11), _SIZE),
    "abi_without_name": (phdr(ABI, "filesz", 19), _ABI),
    "abi_cut": (phdr(ABI, "filesz", 35), _SIZE),
    "abi_owner": (note(ABI, 12, "<B", 0x73), _ABI),
    "abi_name_size": (note(ABI, 0, "<I", 5), _ABI),
    "abi_descsz_zero": (note(ABI, 4, "<I", 0), _SIZE),
    "abi_descsz_large": (note(ABI, 4, "<I", 0xFFFFFFFF), _SIZE),
    "abi_descsz_short": (note(ABI, 4, "<I", 8), _ABI),
    "abi_target": (
        note(ABI, 20, "<I", 1),
        "is not for the solo5-spt target",
    ),
    "abi_version": (note(ABI, 24, "<I", 3), "requests unsupported ABI version 3"),
    "mft_absent": (phdr(MANIFEST, "type", 0), "No Solo5 manifest found in executable"),
    "mft_descsz_large": (note(MANIFEST, 4, "<I", 0x7FFFFFFF), _SIZE),
    "mft_descsz_padding": (note(MANIFEST, 4, "<I", 4), _SIZE),
    "mft_descsz_short": (note(MANIFEST, 4, "<I", 100), _INVALID),
    "mft_version": (note(MANIFEST, 24, "<I", 2), _INVALID),
    "mft_no_entries": (note(MANIFEST, 28, "<I", 0), _INVALID),
    "mft_more_entries": (note(MANIFEST, 28, "<I", 4), _INVALID),
    "mft_many_entries": (note(MANIFEST, 28, "<I", 65), _INVALID),
    "mft_wrapping_entries": (note(MANIFEST, 28, "<I", 0xFFFFFFFF), _INVALID),
    "first_named": (entry(0, 0, "<B", 0x61), _INVALID),
    "first_type": (entry(0, 68, "<I", 1), _INVALID),
    "first_attached": (entry(0, 96, "<B", 1), _INVALID),
    "name_empty": (entry(1, 0, "<B", 0), _INVALID),
    "name_control": (entry(1, 0, "<B", 0x1B), _INVALID),
    "type_unknown": (entry(1, 68, "<I", 9), _INVALID),
    "type_negative": (entry(1, 68, "<I", 0xFFFFFFFF), _INVALID),
    "second_reserved": (entry(1, 68, "<I", 1 << 30), _INVALID),
    "attached": (entry(1, 96, "<B", 1), _INVALID),
    "attached_odd": (entry(2, 96, "<B", 0x7F), _INVALID),
}


@pytest.mark.parametrize("case", CASES)
def test_refused(devices: Path, disk: Path, tmp_path: Path, case: str) -> None:
    edit, text = CASES[case]
    file = bytearray(devices.read_bytes())
    edit(file)
    image = tmp_path / case
    image.write_bytes(file)
    end = run("spt", f"--block:storage={disk}", "--net:service=@0", image)
    refused(end, text)
    assert len(end.err.splitlines()) == 1


def test_a_name_without_end(devices: Path, tmp_path: Path) -> None:
    file = bytearray(devices.read_bytes())
    for offset in range(68):
        entry(1, offset, "<B", 0x61)(file)
    image = tmp_path / "image"
    image.write_bytes(file)
    refused(run("spt", image), _INVALID)


def test_what_the_file_says_of_attachment_is_forgotten(
    devices: Path, disk: Path, tmp_path: Path, wire: socket.socket
) -> None:
    file = bytearray(devices.read_bytes())
    entry(1, 72, "<Q", 1 << 40)(file)
    entry(1, 80, "<H", 4096)(file)
    image = tmp_path / "image"
    image.write_bytes(file)
    options = (f"--block:storage={disk}", f"--net:service=@{wire.fileno()}", image)
    end = run("spt", *options, "show", "c", "s", pass_fds=[wire.fileno()])
    assert (end.status, end.out) == (0, "4096 512 ")


def test_segments_without_content_are_ignored(plain: Path, tmp_path: Path) -> None:
    file = bytearray(plain.read_bytes())
    for field, value in {"type": 1, "filesz": 0, "flags": 7}.items():
        phdr(INTERP, field, value)(file)
    image = tmp_path / "image"
    image.write_bytes(file)
    image.chmod(0o600)
    assert run("spt", image, "echo").out == "echo"


def test_a_segment_without_rights_is_a_guard(plain: Path, tmp_path: Path) -> None:
    file = bytearray(plain.read_bytes())
    phdr(DATA, "flags", 0)(file)
    image = tmp_path / "image"
    image.write_bytes(file)
    # The kernel finds the buffer unreadable: EFAULT.
    assert run("spt", image, *words("call write 1 b 1")).out == "-14 "
