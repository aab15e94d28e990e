# SPDX-License-Identifier: ISC
"""The build record: what an image was made of, carried in an ELF note of it.

Nothing in it depends on a path or on the time, so that equal inputs give equal
images. The smallest memory is measured after the link, by boots, and is written
into a field of fixed width.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, get_args, get_origin, get_type_hints

from elftools.common.exceptions import ELFError
from elftools.elf.elffile import ELFFile

from echis.errors import ConfigError
from echis.location import Location

SECTION = ".note.echis.record"
OWNER = "Echis"
NOTE_TYPE = int.from_bytes(b"ECR1", "little")
FORMAT = 2

_MIN_MEM_WIDTH = 8
_MIN_MEM = re.compile(rb'"min_mem_mib":([ 0-9nul]{%d})[,}]' % _MIN_MEM_WIDTH)


@dataclass(frozen=True, slots=True)
class Source:
    """One verified source: an entry of ``third_party.lock`` or the project."""

    name: str
    version: str
    sha256: str
    licence: str
    purl: str


@dataclass(frozen=True, slots=True)
class Module:
    """A module in the image; ``why`` names what asked for it.

    ``file`` is a frozen module's name inside the image (``asyncio/core.py``) and
    is empty for a C module. ``source`` names a ``Source``, where there is one.
    """

    name: str
    why: str
    file: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An optional import that the image does without."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Compiler:
    """The bytecode compiler: linked or not, and the reason."""

    linked: bool
    why: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything recorded of one image; ``min_mem_mib`` is None until measured.

    ``toolchain`` is a name and the compiler's version; ``src`` is where the
    application comes from, empty where that is unknown.
    """

    app: str
    target: str
    arch: str
    toolchain: str
    mode: str
    echis: str
    src: str
    compiler: Compiler
    sources: tuple[Source, ...] = ()
    c_modules: tuple[Module, ...] = ()
    python_modules: tuple[Module, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    entropy: tuple[str, ...] = ()
    min_mem_mib: int | None = None


def to_json(record: Record) -> str:
    """One ASCII line of JSON in which the minimum memory has its fixed width."""
    fields = dataclasses.asdict(record)
    fields.pop("min_mem_mib")
    body = json.dumps({"format": FORMAT, **fields}, separators=(",", ":"))
    return f'{body[:-1]},"min_mem_mib":{_fixed(record.min_mem_mib)}}}'


def from_json(text: str, name: str = "the build record") -> Record:
    """The record in ``text``; ConfigError naming ``name`` and the bad field."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as err:
        raise ConfigError(
            f"the build record is not JSON: {err}", Location(name)
        ) from err
    if not isinstance(raw, dict) or raw.pop("format", None) != FORMAT:
        message = (
            f"the build record is not of format {FORMAT}; use the Echis that built it"
        )
        raise ConfigError(message, Location(name))
    record: Record = _load(Record, raw, name, "")
    return record


def note_assembly(record: Record) -> str:
    """Assembly for any GNU-like assembler: the note, in a section not loaded."""
    content = to_json(record).encode("ascii")
    pieces = [content[i : i + 64] for i in range(0, len(content), 64)]
    lines = [
        f'    .section {SECTION},"",%note',
        "    .balign 4",
        f"    .long {len(OWNER) + 1}, {len(content)}, {NOTE_TYPE:#x}",
        f'    .asciz "{OWNER}"',
        "    .balign 4",
        *(f'    .ascii "{_quoted(piece)}"' for piece in pieces),
        "    .balign 4",
        '    .section .note.GNU-stack,"",%progbits',
    ]
    return "\n".join(lines) + "\n"


def read(image: Path) -> Record | None:
    """The record in an image; None when it has none; ConfigError if damaged."""
    with _opened(image, "rb") as stream:
        found = _locate(stream, image)
    return parse(found[1], str(image)) if found else None


def parse(content: bytes, name: str) -> Record:
    """The record in a note's content."""
    return from_json(content.decode("ascii", "replace"), name)


def patch_min_mem(image: Path, mib: int) -> None:
    """The measured minimum written into the image, in place, by a single write.

    The same figure gives the same bytes, whatever stood there before.
    """
    if not 0 < mib < 10**_MIN_MEM_WIDTH:
        raise ConfigError(f"{mib} MiB is no amount of memory to record in {image}")
    with _opened(image, "r+b") as stream:
        os.pwrite(stream.fileno(), _fixed(mib).encode(), _field_offset(stream, image))


def _fixed(mib: int | None) -> str:
    """JSON allows blanks before a value, which is all that the field needs."""
    return ("null" if mib is None else str(mib)).rjust(_MIN_MEM_WIDTH)


def _quoted(piece: bytes) -> str:
    return piece.decode("ascii").replace("\\", "\\\\").replace('"', '\\"')


def _opened(image: Path, mode: Literal["rb", "r+b"]) -> BinaryIO:
    try:
        return open(image, mode)
    except OSError as err:
        raise ConfigError(f"cannot open {image}: {err.strerror}") from err


def _field_offset(stream: BinaryIO, image: Path) -> int:
    found = _locate(stream, image)
    if found is None:
        raise ConfigError(f"{image} has no Echis build record to write into")
    field = _MIN_MEM.search(found[1])
    if field is None:
        raise ConfigError(f"the build record in {image} has no field for its memory")
    return found[0] + field.start(1)


def _locate(stream: BinaryIO, image: Path) -> tuple[int, bytes] | None:
    """File offset and bytes of the record's content."""
    try:
        section = ELFFile(stream).get_section_by_name(SECTION)
        data = section.data() if section else b""
    except (ELFError, ValueError, OverflowError) as err:
        raise ConfigError(f"{image} is no ELF file that can be read: {err}") from err
    if section is None:
        return None
    start, content = content_of(data, image)
    return int(section["sh_offset"]) + start, content


def content_of(data: bytes, image: Path) -> tuple[int, bytes]:
    """Offset and bytes of the content in the section's data."""
    header = struct.Struct("<III8s")
    if len(data) >= header.size:
        name_size, size, kind, name = header.unpack_from(data)
        owned = name[:name_size].rstrip(b"\0") == OWNER.encode() and kind == NOTE_TYPE
        if owned and header.size + size <= len(data):
            return header.size, data[header.size : header.size + size]
    raise ConfigError(f"the build record in {image} is damaged; build the image again")


def _load(kind: Any, raw: Any, name: str, key: str) -> Any:
    """``raw`` as the type ``kind`` says, checked field by field."""
    if dataclasses.is_dataclass(kind):
        return _load_fields(kind, raw, name, key)
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        _expect(isinstance(raw, list), name, key)
        return tuple(
            _load(item, each, name, f"{key}[{i}]") for i, each in enumerate(raw)
        )
    _expect(
        isinstance(raw, kind) and isinstance(raw, bool) == (kind is bool), name, key
    )
    return raw


def _load_fields(kind: Any, raw: Any, name: str, key: str) -> Any:
    hints = get_type_hints(kind)
    _expect(
        isinstance(raw, dict) and raw.keys() == hints.keys(), name, key or "the top"
    )
    prefix = f"{key}." if key else ""
    return kind(**{k: _load(t, raw[k], name, prefix + k) for k, t in hints.items()})


def _expect(condition: bool, name: str, key: str) -> None:
    if not condition:
        raise ConfigError(
            f"the build record has a wrong value at {key}", Location(name)
        )
