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
from echis.lock_fields import ENTRY, Fields, Lines

# `tool`: a package of scope host that an application asks for.
SCOPES = ("bootstrap", "host", "dev", "vendor", "check", "disk", "tool")
# Unpacked below vendor/: what images are made of, what only checks read, and what
# boots a disk.
VENDORED = ("vendor", "check", "disk")
KINDS = ("debian", "deb", "pypi", "file", "git")

_HEADER = """\
# Every source and package that Echis takes from elsewhere, each with its hash.
# Written by `./scons lock update=NAME`, which also writes requirements*.txt.
"""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+~!-]*")
_VENDOR = re.compile(r"vendor/(packages/)?[A-Za-z0-9][A-Za-z0-9._-]*")
_MODULE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+~:!-]*")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry comes from: a kind and a name, which is no registry's host."""

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
class Wanted:
    """Who asks for a package, and for which versions and extras of it.

    `who` is a ``config.py``, its path from the lock's folder, or another package.
    """

    who: str
    requirement: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One package of the lock; `location` is its line there.

    What applications ask for is `wanted_by` somebody, and has the top-level `modules`
    that its distribution records. `commit` is that of what comes from git.
    """

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
    modules: tuple[str, ...] = ()
    wanted_by: tuple[Wanted, ...] = ()
    commit: str = ""

    @property
    def is_part(self) -> bool:
        """Whether only what is below `strip` is unpacked: a repository holds more."""
        return self.origin.kind == "git"

    @property
    def is_package(self) -> bool:
        """Whether it is there for an application, not for Echis itself."""
        return bool(self.wanted_by)


@dataclass(frozen=True, slots=True)
class Lock:
    """The whole lock: its file, and its entries in the file's order."""

    path: Path
    entries: tuple[Entry, ...]

    def scope(self, *scopes: str) -> tuple[Entry, ...]:
        """The entries of these scopes that Echis itself needs."""
        own = (entry for entry in self.entries if not entry.is_package)
        return tuple(entry for entry in own if entry.scope in scopes)

    @property
    def packages(self) -> dict[str, Entry]:
        """What applications need, by name: another world than that of `entry`."""
        return {entry.name: entry for entry in self.entries if entry.is_package}

    def entry(self, name: str) -> Entry:
        """The entry of this name; ConfigError with the known names without one."""
        own = [entry for entry in self.entries if not entry.is_package]
        for entry in own:
            if entry.name == name:
                return entry
        known = ", ".join(entry.name for entry in own)
        raise ConfigError(
            f"there is no entry {name!r}; the lock has: {known}",
            Location(str(self.path)),
        )


def load(path: Path) -> Lock:
    """The lock in this file; ConfigError names the file, the line and the key."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomli.loads(text)
    except FileNotFoundError:
        raise ConfigError(
            "is missing: it is part of Echis, take it back with "
            f"git checkout {path.name}",
            Location(str(path)),
        ) from None
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}", Location(str(path))
        ) from None
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"is not TOML: {error}", Location(str(path))) from None
    return _lock(path, data, Lines(path, text))


def dumps(entries: Iterable[Entry]) -> str:
    """The canonical text of a lock."""
    return _HEADER + "".join(f"\n{_entry_text(entry)}" for entry in entries)


def _lock(path: Path, data: dict[str, Any], lines: Lines) -> Lock:
    raw = data.pop("entry", [])
    for key in data:
        raise ConfigError(f"{key}: is not known here", Location(str(path)))
    if not isinstance(raw, list):
        raise ConfigError("entry: must be written [[entry]]", Location(str(path)))
    entries = tuple(_entry(item, lines, index) for index, item in enumerate(raw))
    _refuse_twins(entries, lines, "name")
    _refuse_twins(entries, lines, "vendor")
    return Lock(path, entries)


def _refuse_twins(entries: tuple[Entry, ...], lines: Lines, key: str) -> None:
    seen: dict[str, Entry] = {}
    for index, entry in enumerate(entries):
        value = getattr(entry, key).lower().replace("_", "-")
        # An application may have its own version of what Echis itself uses.
        world = value + " of an application" * (key == "name" and entry.is_package)
        if value and world in seen:
            raise ConfigError(
                f"{key}: {value!r} is already that of line {seen[world].location.line}",
                lines.at(index, key),
            )
        seen[world] = entry


def _entry(data: object, lines: Lines, index: int) -> Entry:
    fields = Fields(data, lines, index)
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
        modules=fields.strings("modules", _MODULE),
        wanted_by=tuple(map(_wanted, fields.items("wanted_by"))),
        commit=fields.string("commit", _COMMIT, needed=False),
    )
    fields.done()
    _check_scope(entry, fields)
    _check_commit(entry, fields)
    return entry


def _check_scope(entry: Entry, fields: Fields) -> None:
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


def _check_commit(entry: Entry, fields: Fields) -> None:
    if (entry.origin.kind == "git") != bool(entry.commit):
        raise fields.error("commit", "is what an origin git:URL has, and no other")
    if entry.commit and not entry.is_package:
        raise fields.error("origin", "git is for packages, which have wanted_by")


def _wanted(fields: Fields) -> Wanted:
    wanted = Wanted(who=fields.string("who"), requirement=fields.string("requirement"))
    fields.done()
    return wanted


def _origin(fields: Fields) -> Origin:
    text = fields.string("origin")
    kind, _, name = text.partition(":")
    if kind not in KINDS or not name or ("://" in text and kind != "git"):
        kinds = ", ".join(KINDS)
        raise fields.error(
            "origin", f"{text!r} is not KIND:NAME with a kind of {kinds}"
        )
    return Origin(kind, name)


def _scope(fields: Fields) -> str:
    scope = fields.string("scope")
    if scope not in SCOPES:
        raise fields.error("scope", f"{scope!r} is none of {', '.join(SCOPES)}")
    return scope


def _file(fields: Fields) -> File:
    file = File(
        name=fields.string("name", _FILE_NAME),
        size=fields.size("size"),
        sha256=fields.string("sha256", _SHA256),
    )
    fields.done()
    return file


def _patch(fields: Fields) -> Patch:
    patch = Patch(path=fields.string("path"), sha256=fields.string("sha256", _SHA256))
    fields.done()
    return patch


def _entry_text(entry: Entry) -> str:
    lines = [ENTRY]
    for key in ("name", "version", "licence", "purl", "origin", "scope"):
        lines.append(f"{key} = {_quoted(str(getattr(entry, key)))}")
    lines += [
        f"{key} = {_quoted(getattr(entry, key))}"
        for key in ("commit", "strip", "vendor")
        if getattr(entry, key)
    ]
    if entry.modules:
        lines.append(f"modules = [{', '.join(map(_quoted, entry.modules))}]")
    lines += ["files = [", *(f"    {_file_text(file)}," for file in entry.files), "]"]
    if entry.patches:
        patches = (
            f"    {{ path = {_quoted(patch.path)}, sha256 = {_quoted(patch.sha256)} }},"
            for patch in entry.patches
        )
        lines += ["patches = [", *patches, "]"]
    if entry.wanted_by:
        asked = (f"    {_wanted_text(wanted)}," for wanted in entry.wanted_by)
        lines += ["wanted_by = [", *asked, "]"]
    return "\n".join(lines) + "\n"


def _file_text(file: File) -> str:
    name, sha256 = _quoted(file.name), _quoted(file.sha256)
    return f"{{ name = {name}, size = {file.size}, sha256 = {sha256} }}"


def _wanted_text(wanted: Wanted) -> str:
    who, requirement = _quoted(wanted.who), _quoted(wanted.requirement)
    return f"{{ who = {who}, requirement = {requirement} }}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
