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
    lines = file.read_bytes().splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith(b"--- ")]
    starts = [n for n in starts if lines[n + 1 : n + 2] and lines[n + 1][:4] == b"+++ "]
    if not starts:
        raise ConfigError("is no unified diff", _at(file, 0))
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _Change(
            _name(file, lines[start], start),
            _name(file, lines[start + 1], start + 1),
            tuple(_hunks(file, lines, start + 2, end)),
        )


def _hunks(file: Path, lines: list[bytes], start: int, end: int) -> Iterator[_Hunk]:
    number = start
    while number < end:
        head = _HUNK.match(lines[number])
        number += 1
        if not head:
            continue
        where = _at(file, number)
        body: list[bytes] = []
        old, new = int(head[2] or 1), int(head[4] or 1)
        while number < end and (old > 0 or new > 0 or lines[number][:1] == _NO_NEWLINE):
            line = lines[number]
            number += 1
            if line[:1] == _NO_NEWLINE:
                body[-1] = body[-1].rstrip(b"\n")
                continue
            line = b" \n" if line == b"\n" else line
            old -= line[:1] in b" -"
            new -= line[:1] in b" +"
            body.append(line)
        if old or new:
            raise ConfigError("this hunk is cut off", where)
        yield _Hunk(int(head[1]) + (head[2] == b"0"), tuple(body), where)


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
