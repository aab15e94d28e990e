# SPDX-License-Identifier: ISC
"""An ELF file as plain values, read with pyelftools, its damage told in words."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from elftools.common.exceptions import ELFError
from elftools.elf.elffile import ELFFile
from elftools.elf.sections import SymbolTableSection

from echis.errors import ConfigError

PAGE = 4096
_MACHINES = {"EM_X86_64": "x86_64", "EM_AARCH64": "aarch64", "EM_PPC64": "ppc64le"}
_FLAGS = ((4, "R"), (2, "W"), (1, "X"))
# What pyelftools lets through on damaged input besides its own exceptions.
_DAMAGE = (
    ELFError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A program header; ``flags`` is a subset of "RWX" in this order."""

    kind: str
    flags: str
    address: int
    offset: int
    file_size: int
    memory_size: int
    align: int

    @property
    def end(self) -> int:
        return self.address + self.memory_size


@dataclass(frozen=True, slots=True)
class Section:
    """A section header; ``flags`` is a subset of "AWX" in this order."""

    name: str
    kind: str
    flags: str
    address: int
    offset: int
    size: int

    @property
    def file_size(self) -> int:
        return 0 if self.kind in ("NOBITS", "NULL") else self.size

    @property
    def loaded(self) -> bool:
        return "A" in self.flags


@dataclass(frozen=True, slots=True)
class Symbol:
    """A defined symbol; ``file`` is the source a local symbol came from."""

    name: str
    address: int
    size: int
    file: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note; ``offset`` is the content's place in the file."""

    owner: str
    kind: int
    offset: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Image:
    """One ELF file, whole."""

    path: Path
    data: bytes
    machine: str
    kind: str
    entry: int
    segments: tuple[Segment, ...]
    sections: tuple[Section, ...]
    symbols: tuple[Symbol, ...]
    notes: tuple[Note, ...]

    def loads(self) -> Iterator[Segment]:
        """The segments that Solo5's loader maps: it skips those without bytes
        in the file, but their memory is the image's all the same."""
        return (s for s in self.segments if s.kind == "LOAD" and s.memory_size)

    def section(self, name: str) -> Section | None:
        return next((s for s in self.sections if s.name == name), None)

    def content(self, part: Section | Segment) -> bytes:
        return self.data[part.offset : part.offset + part.file_size]

    def memory(self, address: int, size: int) -> bytes:
        """The bytes that the file puts at an address; short where it puts none."""
        for s in self.loads():
            start = address - s.address
            if 0 <= start < s.file_size:
                return self.data[s.offset + start : s.offset + start + size][
                    : s.file_size - start
                ]
        return b""


def read(path: Path) -> Image:
    """The image in a file; ConfigError when it is none or a part of it is gone."""
    data = _bytes(path)
    _check_header(path, data)
    try:
        image = _image(path, data, ELFFile(io.BytesIO(data)))
    except _DAMAGE as err:
        raise ConfigError(f"{path} is a damaged ELF file: {err}") from err
    _check_extent(image)
    return image


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as err:
        raise ConfigError(f"cannot read {path}: {err.strerror}") from err


def _check_header(path: Path, data: bytes) -> None:
    if data[:4] != b"\x7fELF":
        raise ConfigError(f"{path} is not an ELF file")
    if len(data) < 64:
        raise ConfigError(f"{path} is truncated: it ends inside the ELF header")
    if data[4:6] != b"\x02\x01":
        raise ConfigError(f"{path} is not a 64-bit little-endian ELF file")
    for name, end in _table_ends(data):
        if end > len(data):
            raise ConfigError(
                f"{path} is truncated: its {name} headers end at byte {end}, "
                f"the file at {len(data)}"
            )


def _table_ends(data: bytes) -> Iterator[tuple[str, int]]:
    offsets = struct.unpack_from("<QQ", data, 32)
    ph_size, ph_count, sh_size, sh_count = struct.unpack_from("<4H", data, 54)
    if ph_count:
        yield "program", offsets[0] + ph_size * ph_count
    if sh_count:
        yield "section", offsets[1] + sh_size * sh_count


def _check_extent(image: Image) -> None:
    parts: list[tuple[str, Segment | Section]] = [
        (f"segment {i}", s) for i, s in enumerate(image.segments)
    ]
    parts += [(f"section {s.name}", s) for s in image.sections]
    for name, part in parts:
        end = part.offset + part.file_size
        if part.file_size and end > len(image.data):
            raise ConfigError(
                f"{image.path} is truncated: {name} ends at byte {end}, "
                f"the file at {len(image.data)}"
            )


def _image(path: Path, data: bytes, elf: ELFFile) -> Image:
    segments = tuple(map(_segment, elf.iter_segments()))
    sections = tuple(map(_section, elf.iter_sections()))
    return Image(
        path=path,
        data=data,
        machine=_MACHINES.get(elf["e_machine"], str(elf["e_machine"])),
        kind=str(elf["e_type"]).removeprefix("ET_"),
        entry=elf["e_entry"],
        segments=segments,
        sections=sections,
        symbols=tuple(_symbols(elf)),
        notes=tuple(_notes(data, segments, sections)),
    )


def _letters(flags: int, names: tuple[tuple[int, str], ...]) -> str:
    return "".join(letter for bit, letter in names if flags & bit)


def _segment(raw: object) -> Segment:
    h = raw.header  # type: ignore[attr-defined]
    return Segment(
        kind=str(h.p_type).removeprefix("PT_"),
        flags=_letters(h.p_flags, _FLAGS),
        address=h.p_vaddr,
        offset=h.p_offset,
        file_size=h.p_filesz,
        memory_size=h.p_memsz,
        align=h.p_align,
    )


def _section(raw: object) -> Section:
    h = raw.header  # type: ignore[attr-defined]
    return Section(
        name=raw.name,  # type: ignore[attr-defined]
        kind=str(h.sh_type).removeprefix("SHT_"),
        flags=_letters(h.sh_flags, ((2, "A"), (1, "W"), (4, "X"))),
        address=h.sh_addr,
        offset=h.sh_offset,
        size=h.sh_size,
    )


def _symbols(elf: ELFFile) -> Iterator[Symbol]:
    table = elf.get_section_by_name(".symtab")
    if not isinstance(table, SymbolTableSection):
        return
    file = ""
    for raw in table.iter_symbols():
        kind, bind = raw["st_info"]["type"], raw["st_info"]["bind"]
        if kind == "STT_FILE":
            file = raw.name
        elif raw.name and raw["st_shndx"] not in ("SHN_UNDEF", "SHN_ABS"):
            origin = file if bind == "STB_LOCAL" else ""
            yield Symbol(raw.name, raw["st_value"], raw["st_size"], origin)


def _notes(
    data: bytes, segments: tuple[Segment, ...], sections: tuple[Section, ...]
) -> Iterator[Note]:
    """The notes of both tables, each place in the file once."""
    places: set[int] = set()
    tables: tuple[Segment | Section, ...] = (*segments, *sections)
    for part in tables:
        if part.kind == "NOTE":
            end = part.offset + part.file_size
            for note in _notes_between(data[:end], part.offset):
                if note.offset not in places:
                    places.add(note.offset)
                    yield note


def _notes_between(data: bytes, position: int) -> Iterator[Note]:
    """ELF's layout: three words, the owner and the content, each padded to 4."""
    while position + 12 <= len(data):
        name_size, size, kind = struct.unpack_from("<III", data, position)
        start = position + 12 + (name_size + 3 & ~3)
        if start + size > len(data):
            return
        name = data[position + 12 : position + 12 + name_size]
        owner = name.split(b"\0")[0].decode("latin-1")
        yield Note(owner, kind, start, data[start : start + size])
        position = start + (size + 3 & ~3)
