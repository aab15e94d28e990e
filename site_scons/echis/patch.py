# SPDX-License-Identifier: ISC
"""Unified diffs applied exactly: every context line must be where the patch says.

Written out because a bare machine has no patch program, and because a fuzzy match
is a wrong one here: the sources are pinned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from echis.errors import ConfigError
from echis.location import Location

_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_NO_NEWLINE = b"\\"


@dataclass(frozen=True, slots=True)
class _Hunk:
    """One hunk: the first old line (1-based), and its lines with their signs."""

    start: int
    lines: tuple[bytes, ...]
    where: Location


@dataclass(frozen=True, slots=True)
class _Change:
    """One file's hunks; an empty old or new name creates or removes the file."""

    old: str
    new: str
    hunks: tuple[_Hunk, ...]


def apply(file: Path, folder: Path) -> None:
    """Applies a patch (with ``a/`` and ``b/`` prefixes) to the tree in the folder."""
    for change in _changes(file):
        before = _read(file, folder, change.old)
        after = _applied(before, change)
        if change.new:
            target = folder / change.new
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(after)
        else:
            (folder / change.old).unlink()


def _read(file: Path, folder: Path, name: str) -> list[bytes]:
    if not name:
        return []
    try:
        return (folder / name).read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        raise ConfigError(f"there is no {name} to change", _at(file, 0)) from None


def _applied(before: list[bytes], change: _Change) -> bytes:
    after: list[bytes] = []
    done = 0
    for hunk in change.hunks:
        start = max(hunk.start - 1, 0)
        after += before[done:start]
        old = [line[1:] for line in hunk.lines if line[:1] in b" -"]
        if before[start : start + len(old)] != old or start < done:
            raise ConfigError(f"does not fit {change.old or change.new}", hunk.where)
        after += [line[1:] for line in hunk.lines if line[:1] in b" +"]
        done = start + len(old)
    return b"".join(after + before[done:])


def _changes(file: Path) -> Iterator[_Change]:
    """The changes in order. Hunks are read by their counts, since a line that is
    taken out may itself look like a header."""
    lines = file.read_bytes().splitlines(keepends=True)
    number = 0
    found = False
    while number + 1 < len(lines):
        if lines[number][:4] != b"--- " or lines[number + 1][:4] != b"+++ ":
            number += 1
            continue
        found = True
        old = _name(file, lines[number], number)
        new = _name(file, lines[number + 1], number + 1)
        number += 2
        hunks: list[_Hunk] = []
        while number < len(lines) and (head := _HUNK.match(lines[number])):
            hunk, number = _hunk(file, lines, number, head)
            hunks.append(hunk)
        yield _Change(old, new, tuple(hunks))
    if not found:
        raise ConfigError("is no unified diff", _at(file, 0))


def _hunk(
    file: Path, lines: list[bytes], start: int, head: re.Match[bytes]
) -> tuple[_Hunk, int]:
    """The hunk whose head is at `start`, and the index of the line after it."""
    body: list[bytes] = []
    old, new = int(head[2] or 1), int(head[4] or 1)
    number = start + 1
    while number < len(lines):
        line = b" \n" if lines[number] == b"\n" else lines[number]
        if line[:1] == _NO_NEWLINE and body:
            body[-1] = body[-1].rstrip(b"\n")
        elif old > 0 or new > 0:
            old -= line[:1] in b" -"
            new -= line[:1] in b" +"
            body.append(line)
        else:
            break
        number += 1
    where = _at(file, start + 1)
    if old or new:
        raise ConfigError("this hunk is cut off", where)
    return _Hunk(int(head[1]) + (head[2] == b"0"), tuple(body), where), number


def _name(file: Path, line: bytes, number: int) -> str:
    name = line[4:].split(b"\t")[0].strip().decode()
    if name == "/dev/null":
        return ""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or len(path.parts) < 2:
        raise ConfigError(f"{name!r} is no a/PATH or b/PATH", _at(file, number + 1))
    return str(PurePosixPath(*path.parts[1:]))


def _at(file: Path, line: int) -> Location:
    return Location(str(file), line)
