# SPDX-License-Identifier: ISC
"""ISOLINUX on a disk: the master boot record, the loader, its configuration.

Such a disk boots as a hard disk and as a CD, from a PC's BIOS.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from echis import bootvar
from echis.disk import iso9660
from echis.errors import ConfigError

_HEADS, _TRACK, _BLOCK = 64, 32, 512
# Disks are whole cylinders: a MiB each.
_CYLINDER = _HEADS * _TRACK * _BLOCK
_MODULES = ("ldlinux.c32", "libcom32.c32", "mboot.c32")
_IMAGE = "IMAGE.ELF"
_PARTITION = 0x17  # of a type that no system mounts

# What its modules take of a command line, with some room for their own words.
LIMIT = 2000
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BLANK_AGAIN = re.compile("(?<= ) ")
_MODULE = re.compile("(?<![^ ])---(?![^ ])")


@dataclass(frozen=True, slots=True)
class Loader:
    """What of ISOLINUX is on a disk: its boot sector, itself, its modules."""

    record: bytes
    program: bytes
    modules: dict[str, bytes]


def load(vendor: Path) -> Loader:
    """What boots a disk, out of the vendored packages."""
    record, program, *modules = (file.read_bytes() for file in files(vendor))
    return Loader(record, program, dict(zip(_MODULES, modules, strict=True)))


def files(vendor: Path) -> list[Path]:
    """The files that `load` reads."""
    own = vendor / "isolinux" / "lib" / "ISOLINUX"
    modules = vendor / "syslinux-common" / "lib" / "syslinux" / "modules" / "bios"
    names = ("isohdpfx.bin", "isolinux.bin")
    return [*(own / name for name in names), *(modules / name for name in _MODULES)]


def disk(image: bytes, args: Sequence[str], loader: Loader, date: int) -> bytes:
    """A disk that boots ``image`` with ``args``; its size is a multiple of 1 MiB."""
    content = {
        "ISOLINUX.BIN": loader.program,
        **{name.upper(): module for name, module in loader.modules.items()},
        "ISOLINUX.CFG": configuration(args).encode("utf-8", "surrogateescape"),
        _IMAGE: image,
    }
    boot = iso9660.placed(content)["ISOLINUX.BIN"]
    content["ISOLINUX.BIN"] = _informed(loader.program, boot)
    system = iso9660.pack(content, "ECHIS", date)
    size = -(-len(system) // _CYLINDER) * _CYLINDER
    start = record(loader.record, boot, size, hashlib.sha256(system).digest())
    return start + system[len(start) :].ljust(size - len(start), b"\0")


def configuration(args: Sequence[str]) -> str:
    """The text that tells ISOLINUX to start the image at once."""
    lines = ["DEFAULT image", "PROMPT 0", "LABEL image", "KERNEL mboot.c32"]
    lines.append(f"APPEND {_IMAGE} {command_line(args)}".rstrip())
    return "\n".join(lines) + "\n"


def command_line(args: Sequence[str]) -> str:
    """``args`` in bootvar's grammar, so that ``mboot.c32`` leaves them as they are.

    It takes the line apart at blanks and puts it together with one each, and a word
    ``---`` begins a module.
    """
    line = bootvar.join(args)
    if found := _CONTROL.search(line):
        raise ConfigError(
            f"the boot loader of a disk passes on no control character, and "
            f"args= holds {found[0]!r}"
        )
    line = _MODULE.sub(r"\\---", _BLANK_AGAIN.sub(r"\\ ", line))
    length = len(line.encode("utf-8", "surrogateescape"))
    if length > LIMIT:
        raise ConfigError(
            f"the boot loader of a disk passes on {LIMIT} bytes of arguments, and "
            f"args= takes {length}"
        )
    return line


def _informed(program: bytes, at: int) -> bytes:
    """The loader, told where it is: the table that mkisofs -boot-info-table writes."""
    rest = program[64:].ljust(-(-len(program) // 4) * 4 - 64, b"\0")
    total = sum(struct.unpack(f"<{len(rest) // 4}I", rest)) & 0xFFFFFFFF
    table = struct.pack("<IIII", iso9660.PRIMARY, at, len(program), total)
    return program[:8] + table.ljust(56, b"\0") + program[64:]


def record(code: bytes, boot: int, size: int, digest: bytes) -> bytes:
    """The master boot record: its code, where the loader is, and one partition."""
    sectors = iso9660.SECTOR // _BLOCK
    fields = struct.pack("<Q4s2x", boot * sectors, digest[:4])
    last = min(size // _CYLINDER, 1024) - 1
    end = bytes([_HEADS - 1, _TRACK | last >> 2 & 0xC0, last & 0xFF])
    partition = b"\x80\0\1\0" + bytes([_PARTITION]) + end
    partition += struct.pack("<II", 0, size // _BLOCK)
    return code + fields + partition + bytes(48) + b"\x55\xaa"
