# SPDX-License-Identifier: ISC
"""Packages that are pinned to git, each brought here before pip is asked to choose.

A branch is looked up once: what is locked stays at its commit until ``lock update=``.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from echis import archives, cache, fetch, git
from echis.errors import ConfigError
from echis.location import Location
from echis.lock import Entry, File, Lock, Origin, Wanted
from echis.packages import distribution, source_tree
from echis.packages.asked import Asked
from echis.packages.place import Place
from echis.packages.source_tree import SourceTree, Unusable
from echis.progress import Progress

MARK = " @ git:"


@dataclass(frozen=True, slots=True)
class Pinned:
    """A repository at one commit; pip sees the `wheel` in its place."""

    origin: Origin
    commit: str
    file: File
    tree: SourceTree
    wheel: Path

    def entry(self, place: Place, wanted: tuple[Wanted, ...]) -> Entry:
        """What the lock has of it."""
        name, version = self.tree.name, self.tree.version
        return Entry(
            name=name,
            version=version,
            licence=distribution.licence(self.tree.metadata),
            purl=f"pkg:generic/{name}@{version}{_address(self.origin, self.commit)}",
            origin=self.origin,
            commit=self.commit,
            scope="vendor",
            files=(self.file,),
            strip=self.tree.strip,
            vendor=f"vendor/packages/{name}",
            patches=(),
            location=Location(str(place.lock)),
            modules=self.tree.modules,
            wanted_by=wanted,
        )


def _address(origin: Origin, commit: str) -> str:
    """A purl's word for a repository; a folder is one on this machine alone."""
    if git.is_path(origin.name):
        return ""
    return f"?vcs_url={quote(f'git+{origin.name}@{commit}', safe=':/')}"


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Brings the pins of one scope; `moving` is the package that is to be newest."""

    wants: Asked
    old: Lock
    moving: str
    folder: Path
    progress: Progress

    def all(self) -> dict[Wanted, Pinned]:
        """Every pin to git, by who asks for it."""
        asked = [w for w in self.wants.wanted if MARK in w.requirement]
        found = {wanted: self._pinned(wanted) for wanted in asked}
        self._check_one_commit(found)
        return found

    def _check_one_commit(self, found: dict[Wanted, Pinned]) -> None:
        """Refuses what two applications pin to two commits: pip's words lack them."""
        seen: dict[str, Wanted] = {}
        for wanted, pinned in found.items():
            first = seen.setdefault(pinned.tree.name, wanted)
            if found[first].commit != pinned.commit:
                name, _, pin = first.requirement.partition(MARK)
                other = wanted.requirement.partition(MARK)[2]
                raise ConfigError(
                    f"{name}: is pinned to git:{pin} here and to git:{other} by "
                    f"{wanted.who}, another commit; choose one",
                    self._where(first, name),
                )

    def _pinned(self, wanted: Wanted) -> Pinned:
        name, _, pin = wanted.requirement.partition(MARK)
        where = self._where(wanted, name)
        try:
            return self._at(name, wanted, self.wants.versions.get(name, ""))
        except (git.Refused, Unusable) as why:
            raise ConfigError(f"{name}: git:{pin} {why}", where) from None
        except ConfigError as error:
            if error.location:
                raise
            raise ConfigError(f"{name}: {error}", where) from None

    def _where(self, wanted: Wanted, name: str) -> Location:
        own = wanted.who == self.wants.place.who
        return self.wants.line(name) if own else Location(wanted.who)

    def _at(self, name: str, wanted: Wanted, version: str) -> Pinned:
        origin, ref = origin_of(self.wants.place, wanted)
        locked = self._locked(name, origin, ref)
        if locked:
            commit, file = locked.commit, locked.files[0]
            path = fetch.fetch(locked, file, self.wants.place.root, self.progress)
        else:
            self.progress.step(f"lock: {name} of {origin}")
            url = git.address(origin.name, self.wants.place.root)
            commit = git.commit(url, ref)
            file, path = _archived(name, url, commit)
        version = version or f"0.dev0+g{commit[:12]}"
        tree = _tree(name, version, file, path)
        place = self.folder / commit
        place.mkdir(exist_ok=True)
        return Pinned(origin, commit, file, tree, source_tree.wheel(tree, place))

    def _locked(self, name: str, origin: Origin, ref: str) -> Entry | None:
        """The entry that keeps its commit."""
        entry = self.old.packages.get(name)
        if entry is None or name == self.moving or entry.origin != origin:
            return None
        place = self.wants.place
        pins = [w for w in entry.wanted_by if MARK in w.requirement]
        return entry if (origin, ref) in [origin_of(place, w) for w in pins] else None


def origin_of(place: Place, wanted: Wanted) -> tuple[Origin, str]:
    """The repository as the lock names it, a folder from there; and what of it."""
    url, _, ref = wanted.requirement.partition(MARK)[2].partition("#")
    if git.is_path(url):
        beside = (place.root / wanted.who).parent.resolve()
        url = os.path.relpath(os.path.join(beside, url), place.root.resolve())
    return Origin("git", url), ref


def _archived(name: str, url: str, commit: str) -> tuple[File, Path]:
    """The archive of a commit, in the cache."""
    with tempfile.TemporaryDirectory(prefix="echis-") as temporary:
        path = Path(temporary, f"{name}-{commit[:12]}.tar")
        with git.copy(url, commit) as repository:
            git.archive(repository, commit, path)
        file = File(path.name, path.stat().st_size, cache.digest(path))
        with cache.claimed(file):
            coming = cache.part(file)
            shutil.copyfile(path, coming)
            return file, cache.land(coming, file)


def _tree(name: str, version: str, file: File, archive: Path) -> SourceTree:
    with tempfile.TemporaryDirectory(prefix="echis-") as temporary:
        archives.unpack(archive, file.name, Path(temporary))
        return source_tree.read(Path(temporary), name, version)
