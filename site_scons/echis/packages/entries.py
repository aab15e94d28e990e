# SPDX-License-Identifier: ISC
"""Entries of the lock for what the index offers, each file fetched once and hashed."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from bootstrap import pip_install
from echis import archives, cache, fetch, pin
from echis.errors import ConfigError
from echis.fetch import pypi
from echis.location import Location
from echis.lock import Entry, File, Lock, Origin, Wanted
from echis.packages import distribution
from echis.packages.git_pins import Pinned
from echis.packages.index import Candidate
from echis.packages.place import LOCK_SCOPES, Place
from echis.progress import Progress


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the new entries of a lock out of the old ones, the index and git."""

    place: Place
    old: Lock
    progress: Progress
    pinned: tuple[Pinned, ...] = ()

    def entry(
        self, candidate: Candidate, scope: str, wanted: tuple[Wanted, ...]
    ) -> Entry:
        """The locked entry where the file is the same, else a new one."""
        for one in self.pinned:
            if one.wheel == candidate.path:
                return one.entry(self.place, wanted)
        before = self.old.packages.get(candidate.name)
        if before and _is_same(before, candidate):
            return replace(before, wanted_by=wanted)
        entry = _new(self.place, candidate, scope, wanted)
        if scope == "host":
            pure = candidate.file.endswith("-none-any.whl")
            files = pin.wheels(entry, candidate.version, pure, self.progress)
            return replace(entry, files=files)
        self.progress.step(f"lock: {candidate.name} {candidate.version}")
        entry = replace(entry, files=(_wheel(candidate, entry),))
        with tempfile.TemporaryDirectory(prefix="echis-") as temporary:
            folder = self.unpack(entry, Path(temporary))
            return replace(
                entry,
                modules=distribution.modules(folder),
                licence=distribution.licence(distribution.metadata(folder)),
            )

    def unpack(self, entry: Entry, folder: Path) -> Path:
        """The entry's tree in a new folder below this one."""
        file = entry.files[0]
        fetched = fetch.fetch(entry, file, self.place.root, self.progress)
        place = folder / entry.name
        archives.unpack(fetched, file.name, place, entry.strip, part=entry.is_part)
        return place


def _is_same(before: Entry, candidate: Candidate) -> bool:
    hashes = {file.sha256 for file in before.files}
    return before.version == candidate.version and candidate.sha256 in hashes


def _new(
    place: Place, candidate: Candidate, scope: str, wanted: tuple[Wanted, ...]
) -> Entry:
    name, version = candidate.name, candidate.version
    origin = Origin("pypi", name)
    if candidate.path:
        origin = Origin("file", os.path.relpath(candidate.path, place.root.resolve()))
    return Entry(
        name=name,
        version=version,
        licence=distribution.licence(candidate.metadata),
        purl=f"pkg:pypi/{name}@{version}",
        origin=origin,
        scope=LOCK_SCOPES[scope],
        files=(),
        strip="",
        vendor=f"vendor/packages/{name}" if scope == "vendor" else "",
        patches=(),
        location=Location(str(place.lock)),
        wanted_by=wanted,
    )


def _wheel(candidate: Candidate, entry: Entry) -> File:
    """The one wheel of a candidate, in the cache."""
    with tempfile.TemporaryDirectory(prefix="echis-") as temporary:
        path = Path(temporary, candidate.file)
        if candidate.path:
            shutil.copyfile(candidate.path, path)
        elif said := pypi.download([_exact(entry)], candidate.file, path.parent):
            raise ConfigError(f"{entry.name}: {pip_install.sentence(said)}")
        came = cache.digest(path)
        if candidate.sha256 not in ("", came):
            raise ConfigError(
                f"{_exact(entry)}: the package index promised sha256 "
                f"{candidate.sha256}, but {came} came"
            )
        file = File(candidate.file, path.stat().st_size, came)
        with cache.claimed(file):
            coming = cache.part(file)
            shutil.copyfile(path, coming)
            cache.land(coming, file)
        return file


def _exact(entry: Entry) -> str:
    return f"{entry.name}=={entry.version}"
