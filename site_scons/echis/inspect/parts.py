# SPDX-License-Identifier: ISC
"""The sizes of an image's parts; together they are the whole file.

An object's part is found in the linker's map. Without a map the symbol table
says less (it knows source files only of local symbols), without either the
sections are the parts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from echis.inspect import frozen, rules
from echis.inspect.elf import Image, Section, Symbol
from echis.inspect.linkmap import Chunk, LinkMap, Name

FILE = "ELF file"
OVERHEAD = (FILE, "ELF headers and gaps")
PADDING = (FILE, "alignment")

# Room that a linker script makes: no object has it.
_WHOLE = {".stack": ("bindings", "stack")}


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of one part, by what they are; ``other`` is in the file only."""

    group: str
    name: str
    text: int = 0
    rodata: int = 0
    data: int = 0
    bss: int = 0
    other: int = 0

    @property
    def file(self) -> int:
        return self.text + self.rodata + self.data + self.other

    @property
    def memory(self) -> int:
        return self.text + self.rodata + self.data + self.bss


@dataclass(frozen=True, slots=True)
class Sizes:
    """All parts, largest in the file first; ``origin`` says how they were found:
    "map", "symbols" or "sections"."""

    origin: str
    parts: tuple[Part, ...]


def sizes(image: Image, linkmap: LinkMap | None) -> Sizes:
    """The parts of an image, by its map if there is one."""
    if linkmap:
        return Sizes("map", _parts(image, linkmap.chunks))
    chunks = tuple(_symbol_chunks(image))
    return Sizes("symbols" if chunks else "sections", _parts(image, chunks))


def _parts(image: Image, chunks: tuple[Chunk, ...]) -> tuple[Part, ...]:
    total: dict[tuple[str, str], Part] = {}
    for key, kind, size in _shares(image, chunks):
        part = total.get(key, Part(*key))
        total[key] = replace(part, **{kind: getattr(part, kind) + size})
    found = (p for p in total.values() if p.file or p.memory)
    return tuple(sorted(found, key=lambda p: (-p.file, -p.memory, p.group, p.name)))


Share = tuple[tuple[str, str], str, int]


def _shares(image: Image, chunks: tuple[Chunk, ...]) -> Iterator[Share]:
    """Every byte of every section once, then what no section holds."""
    pythons = _pythons(image, chunks)
    for section in image.sections:
        if section.loaded:
            inside = [c for c in chunks if c.output == section.name]
            yield from _section_shares(section, inside, pythons)
        else:
            yield _unloaded(section), "other", section.file_size
    held = sum(s.file_size for s in image.sections)
    yield OVERHEAD, "other", max(0, len(image.data) - held)


def _section_shares(
    section: Section, chunks: list[Chunk], pythons: dict[str, str]
) -> Iterator[Share]:
    kind = _kind(section)
    if not chunks:
        yield (
            _WHOLE.get(section.name, (FILE, f"section {section.name}")),
            kind,
            section.size,
        )
        return
    used = 0
    for chunk in chunks:
        size = min(chunk.size, section.size - used)
        used += size
        for key, share in _chunk_shares(chunk, size, pythons):
            yield key, kind, share
    yield PADDING, kind, section.size - used


def _kind(section: Section) -> str:
    if section.kind == "NOBITS":
        return "bss"
    if "X" in section.flags:
        return "text"
    return "data" if "W" in section.flags else "rodata"


def _unloaded(section: Section) -> tuple[str, str]:
    if section.name.startswith(".debug"):
        return FILE, "debug information"
    named = {
        ".symtab": "symbol table",
        ".strtab": "symbol table",
        ".shstrtab": "ELF headers and gaps",
        ".note.echis.record": "build record",
    }
    return FILE, named.get(section.name, f"section {section.name}")


def _chunk_shares(
    chunk: Chunk, size: int, pythons: dict[str, str]
) -> Iterator[tuple[tuple[str, str], int]]:
    """One share, except for the frozen modules, which lie in one object."""
    if rules.merged(chunk.section):
        yield rules.SHARED, size
        return
    if not rules.FROZEN.search(chunk.object):
        yield rules.classify(chunk.object), size
        return
    left = size
    for name in _names(chunk):
        share = min(name.size or left, left)
        left -= share
        yield (rules.PYTHON, frozen.owner(name.name, pythons)), share
    yield (rules.PYTHON, frozen.SHARED), left


def _names(chunk: Chunk) -> tuple[Name, ...]:
    """The symbols to share a chunk among: one, where it is named after one."""
    own = Name(_symbol_of(chunk.section), chunk.address, chunk.size)
    if not chunk.names or own.name in {n.name for n in chunk.names}:
        return (own,)
    return chunk.names


def _symbol_of(section: str) -> str:
    """-fdata-sections names a section after its only symbol."""
    return section.rpartition(".")[2]


def _pythons(image: Image, chunks: Iterable[Chunk]) -> dict[str, str]:
    symbols = {s.name for s in image.symbols}
    files: list[str] = []
    for chunk in chunks:
        if rules.FROZEN.search(chunk.object):
            symbols |= {_symbol_of(chunk.section), *(n.name for n in chunk.names)}
            if _symbol_of(chunk.section) == "mp_frozen_names":
                files = frozen.listed(image.memory(chunk.address, chunk.size))
    return frozen.modules(symbols, files or _listed_by_symbol(image))


def _listed_by_symbol(image: Image) -> list[str]:
    found = (s for s in image.symbols if s.name == "mp_frozen_names")
    return [f for s in found for f in frozen.listed(image.memory(s.address, s.size))]


def _symbol_chunks(image: Image) -> Iterator[Chunk]:
    """Symbols as if they were input sections; where two overlap, the first has
    the bytes. A global one goes to the file whose symbols lie around it."""
    for section in (s for s in image.sections if s.loaded and s.size):
        inside = [s for s in image.symbols if _within(s, section)]
        inside.sort(key=lambda s: (s.address, -s.size, s.name))
        files = _files(inside)
        end = section.address
        for symbol, file in zip(inside, files, strict=True):
            start = max(end, symbol.address)
            end = max(end, min(symbol.address + symbol.size, _end(section)))
            if end > start:
                yield Chunk(section.name, start, end - start, file, f".{symbol.name}")


def _end(section: Section) -> int:
    return section.address + section.size


def _within(symbol: Symbol, section: Section) -> bool:
    return bool(symbol.size) and section.address <= symbol.address < _end(section)


def _files(symbols: list[Symbol]) -> list[str]:
    known = [i for i, s in enumerate(symbols) if s.file]
    return [s.file or _between(symbols, known, i) for i, s in enumerate(symbols)]


def _between(symbols: list[Symbol], known: list[int], i: int) -> str:
    at = bisect_left(known, i)
    around = {symbols[k].file for k in known[max(0, at - 1) : at + 1]}
    return around.pop() if len(around) == 1 and 0 < at < len(known) else "unknown"
