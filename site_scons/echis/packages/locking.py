# SPDX-License-Identifier: ISC
"""The verb ``lock`` for an application: its packages looked up, judged, written."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from packaging.utils import canonicalize_name

from echis import pin
from echis.errors import ConfigError
from echis.lock import Entry, Lock, dumps
from echis.nearest import hint
from echis.package import Package
from echis.packages import asked as asking
from echis.packages import place as places
from echis.packages import portability, resolver
from echis.packages.entries import Maker
from echis.packages.git_pins import Fetcher
from echis.packages.index import Candidate
from echis.packages.place import LOCK_SCOPES, Place
from echis.packages.portability import Resolve, Unpacked
from echis.progress import Progress


def check(place: Place, packages: Sequence[Package]) -> str:
    """Says that the lock has exactly what is asked for, or why not; no network."""
    found = place.load()
    entries = places.check(place, found, packages)
    return f"{place.lock.name}: {_count(entries)} of {place.who}, as asked for"


def update(
    place: Place,
    packages: Sequence[Package],
    resolve: Resolve,
    *,
    newest: str = "",
    progress: Progress,
) -> str:
    """Brings the lock to what the packages ask for; says what that changed.

    Nothing is looked up while the lock has it all, and nothing is written when
    anything fails. `newest`, ``NAME`` or ``NAME==VERSION``, moves one package.
    """
    old = place.load()
    if not newest and not any(places.disagreements(place, old, packages)):
        entries = places.needed(old, place.who)
        return f"{place.lock.name}: {_count(entries)}, nothing to change"
    progress.step(f"lock: looking for the packages of {place.who}")
    maker = Maker(place, old, progress)
    with tempfile.TemporaryDirectory(prefix="echis-") as temporary:
        wheels = Path(temporary).resolve()
        new = [
            entry
            for scope in LOCK_SCOPES
            for entry in _entries(maker, packages, scope, newest, wheels)
        ]
    changed = Lock(old.path, (*_own(old), *sorted(new, key=lambda e: e.name)))
    _judge(maker, changed, packages, resolve)
    pin.write(place.lock, dumps(changed.entries))
    return _difference(place, old, changed)


def _count(entries: Mapping[str, Entry]) -> str:
    return "1 package" if len(entries) == 1 else f"{len(entries)} packages"


def _own(found: Lock) -> tuple[Entry, ...]:
    return tuple(entry for entry in found.entries if not entry.is_package)


def _entries(
    maker: Maker, packages: Sequence[Package], scope: str, newest: str, wheels: Path
) -> list[Entry]:
    wants = asking.of(maker.place, maker.old, packages, scope)
    locked = _locked(maker.old, LOCK_SCOPES[scope], newest)
    moving, _ = _moving(maker.old, newest)
    pinned = Fetcher(wants, maker.old, moving, wheels, maker.progress).all()
    wants = replace(wants, wheels={asked: one.wheel for asked, one in pinned.items()})
    maker = replace(maker, pinned=tuple(pinned.values()))
    candidates = resolver.resolve(wants, locked)
    _check_pinned(packages, candidates)
    wanted = resolver.edges(wants, candidates)
    return [
        maker.entry(candidate, scope, wanted[candidate.name])
        for candidate in candidates
        if wanted[candidate.name]
    ]


def _moving(old: Lock, newest: str) -> tuple[str, str]:
    """The package that is to move and, where it is named, its version."""
    name, _, version = newest.partition("==")
    name = canonicalize_name(name)
    if name and name not in old.packages:
        raise ConfigError(f"there is no package {name}{hint(name, old.packages)}")
    return name, version


def _check_pinned(packages: Sequence[Package], candidates: Sequence[Candidate]) -> None:
    """`pin_version` says what the pinned file is; "dev" says nothing."""
    pinned = {p.name: p for p in packages if p.pin and p.pin_version != "dev"}
    for candidate in candidates:
        package = pinned.get(candidate.name)
        if package and package.pin_version != candidate.version:
            raise ConfigError(
                f"{package.name}: pin_version is {package.pin_version}, and "
                f"{package.pin} is {candidate.version}",
                package.location,
            )


def _locked(old: Lock, scope: str, newest: str) -> dict[str, str]:
    """The versions to keep; of the package that is to move, the one that is named."""
    moving, version = _moving(old, newest)
    kept = {n: e.version for n, e in old.packages.items() if e.scope == scope}
    if moving in kept:
        del kept[moving]
        kept |= {moving: version} if version else {}
    return kept


def _judge(
    maker: Maker, changed: Lock, packages: Sequence[Package], resolve: Resolve
) -> None:
    """Refuses packages of this application that no image can hold."""
    known = {package.name: package for package in packages}
    needed = places.needed(changed, maker.place.who)
    with tempfile.TemporaryDirectory(prefix="echis-") as temporary:
        unpacked = [
            _unpacked(maker, entry, known.get(entry.name), Path(temporary))
            for entry in places.linked(needed.values(), packages)
        ]
        portability.check(unpacked, resolve)


def _unpacked(
    maker: Maker, entry: Entry, package: Package | None, folder: Path
) -> Unpacked:
    return Unpacked(
        name=entry.name,
        version=entry.version,
        folder=maker.unpack(entry, folder),
        modules=places.visible(entry, package),
        location=package.location if package else maker.place.config,
        asked="" if package else entry.wanted_by[0].who,
    )


def _difference(place: Place, old: Lock, new: Lock) -> str:
    """One line for each package that changed, under one for the lock."""
    before = {name: _version(entry) for name, entry in old.packages.items()}
    after = {name: _version(entry) for name, entry in new.packages.items()}
    lines = [
        _change(name, before.get(name, ""), after.get(name, ""))
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]
    entries = places.needed(new, place.who)
    return "\n".join([f"{place.lock.name}: {_count(entries)} of {place.who}", *lines])


def _version(entry: Entry) -> str:
    """The version, and the commit of what may have several of one version."""
    return f"{entry.version} ({entry.commit[:12]})" if entry.commit else entry.version


def _change(name: str, before: str, after: str) -> str:
    if not before:
        return f"{name} {after} is new"
    return f"{name} {before} → {after}" if after else f"{name} {before} is dropped"
