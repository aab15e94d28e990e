# SPDX-License-Identifier: ISC
"""The linker's map file: which object each byte of an image came from.

Two forms are read: lld's columns (VMA LMA Size Align Out In Symbol) and GNU ld's
"Linker script and memory map". Objects' paths stay as the linker printed them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from echis.errors import ConfigError
from echis.inspect.elf import Image
from echis.location import Location


@dataclass(frozen=True, slots=True)
class Name:
    """A symbol inside a chunk; size 0 where the map does not say."""

    name: str
    address: int
    size: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """An input section as placed: ``output`` holds it, ``object`` brought it."""

    output: str
    address: int
    size: int
    object: str
    section: str
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkMap:
    """The chunks of a link, and the extent of each output section."""

    outputs: dict[str, tuple[int, int]]
    chunks: tuple[Chunk, ...]

    def describes(self, image: Image) -> bool:
        """Whether this is the map of that very image, not of an older link."""
        loaded = [s for s in image.sections if s.loaded and s.size]
        return bool(loaded) and all(
            self.outputs.get(s.name) == (s.address, s.size) for s in loaded
        )


def read(path: Path) -> LinkMap:
    """The map in a file; ConfigError when it is neither form."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as err:
        raise ConfigError(f"cannot read the map {path}: {err.strerror}") from err
    if _LLD_HEAD.match(text):
        return _lld(text)
    if _GNU_HEAD in text:
        return _gnu(text)
    message = "this is no linker map of lld or GNU ld; link with -Map=FILE"
    raise ConfigError(message, Location(str(path)))


_LLD_HEAD = re.compile(r"\s*VMA\s+LMA\s+Size\s+Align\s+Out\s+In\s+Symbol\b")
_LLD_ROW = re.compile(r" *([0-9a-f]+) +[0-9a-f]+ +([0-9a-f]+) +\d+ ( *)(.*)")
_LLD_INPUT = re.compile(r"(.+):\((.+)\)$")
_LLD_INDENT = 8


def _lld(text: str) -> LinkMap:
    """lld indents by 8 for an input section, by 16 for a symbol."""
    outputs: dict[str, tuple[int, int]] = {}
    chunks: list[Chunk] = []
    output = ""
    for row in filter(None, map(_LLD_ROW.match, text.splitlines()[1:])):
        address, size = int(row[1], 16), int(row[2], 16)
        depth, what = len(row[3]) // _LLD_INDENT, row[4]
        source = _LLD_INPUT.match(what)
        if " = " in what or what.endswith(";"):
            continue
        if depth == 0:
            output = what
            outputs[output] = (address, size)
        elif depth == 1 and source:
            chunks.append(Chunk(output, address, size, source[1], source[2]))
        elif depth == 2 and chunks:
            chunks[-1] = _with(chunks[-1], Name(what, address, size))
    return LinkMap(outputs, tuple(chunks))


_GNU_HEAD = "Linker script and memory map"
_GNU_WRAPPED = re.compile(r"^( ?[^\s*]\S*)\n +(?=0x)", re.MULTILINE)
_GNU_OUTPUT = re.compile(r"(\S+) +0x([0-9a-f]+) +0x([0-9a-f]+)(?: load address .*)?$")
_GNU_INPUT = re.compile(r" (\S+) +0x([0-9a-f]+) +0x([0-9a-f]+) (\S.*)$")
_GNU_NAME = re.compile(r" {16}0x([0-9a-f]+) +([A-Za-z_$][\w$.]*)$")


def _gnu(text: str) -> LinkMap:
    """GNU ld indents an input section by 1 and wraps the long names."""
    outputs: dict[str, tuple[int, int]] = {}
    chunks: list[Chunk] = []
    output = ""
    for line in _gnu_lines(text):
        if found := _GNU_OUTPUT.match(line):
            output = found[1]
            outputs[output] = (int(found[2], 16), int(found[3], 16))
        elif found := _GNU_INPUT.match(line):
            place = int(found[2], 16), int(found[3], 16)
            chunks.append(Chunk(output, *place, found[4], found[1]))
        elif (found := _GNU_NAME.match(line)) and chunks:
            chunks[-1] = _with(chunks[-1], Name(found[2], int(found[1], 16), 0))
    return LinkMap(outputs, tuple(chunks))


def _gnu_lines(text: str) -> Iterator[str]:
    body = text.split(_GNU_HEAD, 1)[1]
    yield from _GNU_WRAPPED.sub(r"\1 ", body).splitlines()


def _with(chunk: Chunk, name: Name) -> Chunk:
    return replace(chunk, names=(*chunk.names, name))
