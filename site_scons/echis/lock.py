# SPDX-License-Identifier: ISC
"""``third_party.lock``: every source and package that is not ours, by its hash.

The file is read field by field into frozen data and written in one canonical form,
so that a change of one entry is a change of that entry's lines and of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli

from echis.errors import ConfigError
from echis.location import Location

SCOPES = ("bootstrap", "host", "dev", "vendor", "check")
# Unpacked below vendor/: what images are made of, and what only checks read.
VENDORED = ("vendor", "check")
KINDS = ("debian", "deb", "pypi", "file")

_HEADER = """\
# Every source and package that Echis takes from elsewhere, each with its hash.
# Written by `./scons lock update=NAME`, which also writes requirements*.txt.
"""
_ENTRY = "[[entry]]"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+~!-]*")
_VENDOR = re.compile(r"vendor/[A-Za-z0-9][A-Za-z0-9._-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+~:!-]*")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry comes from: a kind and a name, never a host."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True)
class File:
    """One archive: its name at the origin, its size in bytes and its sha256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Patch:
    """A patch of ours: its path from the project's root, and its sha256."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One package of the lock; `location` is its line there."""

    name: str
    version: str
    licence: str
    purl: str
    origin: Origin
    scope: str
    files: tuple[File, ...]
    strip: str
    vendor: str
    patches: tuple[Patch, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Lock:
    """The whole lock: its file, and its entries in the file's order."""

    path: Path
    entries: tuple[Entry, ...]

    def scope(self, *scopes: str) -> tuple[Entry, ...]:
        """The entries of these scopes."""
        return tuple(entry for entry in self.entries if entry.scope in scopes)

    def entry(self, name: str) -> Entry:
        """The entry of this name; ConfigError with the known names without one."""
        for entry in self.entries:
            if entry.name == name:
                return entry
        known = ", ".join(entry.name for entry in self.entries)
        raise ConfigError(
            f"there is no entry {name!r}; the lock has: {known}",
            Location(str(self.path)),
        )


def load(path: Path) -> Lock:
    """The lock in this file; ConfigError names the file, the line and the key."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomli.loads(text)
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}", Location(str(path))
        ) from None
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"is not TOML: {error}", Location(str(path))) from None
    return _lock(path, data, _Lines(path, text))


def dumps(entries: Iterable[Entry]) -> str:
    """The canonical text of a lock."""
    return _HEADER + "".join(f"\n{_entry_text(entry)}" for entry in entries)


class _Lines:
    """The line of each entry and key, which a TOML reader does not keep."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._starts = [
            number
            for number, line in enumerate(self._lines, 1)
            if line.replace(" ", "").startswith(_ENTRY)
        ]

    def at(self, index: int, key: str = "", item: int = 0) -> Location:
        """The line of a key in the entry of this index, or of its `item`-th value."""
        if index >= len(self._starts):
            return Location(str(self._path))
        start = self._starts[index]
        later = self._starts[index + 1 :]
        end = later[0] - 1 if later else len(self._lines)
        for number in range(start, end):
            if key and re.match(rf"{re.escape(key)}\s*=", self._lines[number].strip()):
                inside = item and self._lines[number].rstrip().endswith("[")
                return Location(str(self._path), number + 1 + (item if inside else 0))
        return Location(str(self._path), start)


class _Fields:
    """One table of an entry, taken field by field."""

    def __init__(
        self, data: object, lines: _Lines, index: int, inside: str = "", item: int = 0
    ) -> None:
        self._lines, self._index = lines, index
        self._inside, self._item = inside, item
        if not isinstance(data, dict):
            raise self.error("", "must be a table")
        self._data: dict[str, Any] = dict(data)

    def error(self, key: str, problem: str) -> ConfigError:
        """A ConfigError about one key of this table."""
        if self._inside:
            where = self._lines.at(self._index, self._inside, self._item)
            return ConfigError(f"{self._inside}: {key}: {problem}", where)
        return ConfigError(f"{key}: {problem}", self._lines.at(self._index, key))

    def string(
        self, key: str, shape: re.Pattern[str] | None = None, *, needed: bool = True
    ) -> str:
        """A string of this shape; an absent one is empty where it is not needed."""
        if key not in self._data:
            if needed:
                raise self.error(key, "is missing")
            return ""
        value = self._data.pop(key)
        if not isinstance(value, str) or not value:
            raise self.error(key, f"must be a text, not {value!r}")
        if shape and not shape.fullmatch(value):
            raise self.error(key, f"{value!r} is not of the form {shape.pattern}")
        return value

    def size(self, key: str) -> int:
        """A positive number."""
        value = self._data.pop(key, None)
        if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
            raise self.error(key, f"must be a number above 0, not {value!r}")
        return value

    def items(self, key: str) -> list[_Fields]:
        """The tables of a list; an absent list is empty."""
        values = self._data.pop(key, [])
        if not isinstance(values, list):
            raise self.error(key, "must be a list of tables")
        return [
            _Fields(value, self._lines, self._index, key, number)
            for number, value in enumerate(values, 1)
        ]

    def done(self) -> None:
        """Refuses the keys that nobody took."""
        for key in self._data:
            raise self.error(key, "is not known here")


def _lock(path: Path, data: dict[str, Any], lines: _Lines) -> Lock:
    raw = data.pop("entry", [])
    for key in data:
        raise ConfigError(f"{key}: is not known here", Location(str(path)))
    if not isinstance(raw, list):
        raise ConfigError("entry: must be written [[entry]]", Location(str(path)))
    entries = tuple(_entry(item, lines, index) for index, item in enumerate(raw))
    _refuse_twins(entries, lines, "name")
    _refuse_twins(entries, lines, "vendor")
    return Lock(path, entries)


def _refuse_twins(entries: tuple[Entry, ...], lines: _Lines, key: str) -> None:
    seen: dict[str, Entry] = {}
    for index, entry in enumerate(entries):
        value = getattr(entry, key).lower().replace("_", "-")
        if value and value in seen:
            raise ConfigError(
                f"{key}: {value!r} is already that of line {seen[value].location.line}",
                lines.at(index, key),
            )
        seen[value] = entry


def _entry(data: object, lines: _Lines, index: int) -> Entry:
    fields = _Fields(data, lines, index)
    entry = Entry(
        name=fields.string("name", _NAME),
        version=fields.string("version", _VERSION),
        licence=fields.string("licence"),
        purl=fields.string("purl", re.compile("pkg:.+")),
        origin=_origin(fields),
        scope=_scope(fields),
        files=tuple(_file(item) for item in fields.items("files")),
        strip=fields.string("strip", needed=False),
        vendor=fields.string("vendor", _VENDOR, needed=False),
        patches=tuple(_patch(item) for item in fields.items("patches")),
        location=lines.at(index),
    )
    fields.done()
    _check_scope(entry, fields)
    return entry


def _check_scope(entry: Entry, fields: _Fields) -> None:
    if not entry.files:
        raise fields.error("files", "is missing: no entry without a hash")
    if entry.scope in VENDORED:
        if not entry.vendor:
            raise fields.error(
                "vendor", f"is missing: scope {entry.scope} needs its folder"
            )
        if len(entry.files) != 1:
            raise fields.error(
                "files", f"scope {entry.scope} takes exactly one archive"
            )
    elif entry.vendor or entry.strip or entry.patches:
        key = "vendor" if entry.vendor else "strip" if entry.strip else "patches"
        raise fields.error(key, f"has no meaning in scope {entry.scope}")


def _origin(fields: _Fields) -> Origin:
    text = fields.string("origin")
    kind, _, name = text.partition(":")
    if kind not in KINDS or not name or "://" in text:
        kinds = ", ".join(KINDS)
        raise fields.error(
            "origin", f"{text!r} is not KIND:NAME with a kind of {kinds}"
        )
    return Origin(kind, name)


def _scope(fields: _Fields) -> str:
    scope = fields.string("scope")
    if scope not in SCOPES:
        raise fields.error("scope", f"{scope!r} is none of {', '.join(SCOPES)}")
    return scope


def _file(fields: _Fields) -> File:
    file = File(
        name=fields.string("name", _FILE_NAME),
        size=fields.size("size"),
        sha256=fields.string("sha256", _SHA256),
    )
    fields.done()
    return file


def _patch(fields: _Fields) -> Patch:
    patch = Patch(path=fields.string("path"), sha256=fields.string("sha256", _SHA256))
    fields.done()
    return patch


def _entry_text(entry: Entry) -> str:
    lines = [_ENTRY]
    for key in ("name", "version", "licence", "purl", "origin", "scope"):
        lines.append(f"{key} = {_quoted(str(getattr(entry, key)))}")
    lines += [
        f"{key} = {_quoted(getattr(entry, key))}"
        for key in ("strip", "vendor")
        if getattr(entry, key)
    ]
    lines += ["files = [", *(f"    {_file_text(file)}," for file in entry.files), "]"]
    if entry.patches:
        patches = (
            f"    {{ path = {_quoted(patch.path)}, sha256 = {_quoted(patch.sha256)} }},"
            for patch in entry.patches
        )
        lines += ["patches = [", *patches, "]"]
    return "\n".join(lines) + "\n"


def _file_text(file: File) -> str:
    name, sha256 = _quoted(file.name), _quoted(file.sha256)
    return f"{{ name = {name}, size = {file.size}, sha256 = {sha256} }}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
