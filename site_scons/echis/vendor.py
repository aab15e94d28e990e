# SPDX-License-Identifier: ISC
"""``vendor/``: one verified tree per entry of the lock, which is never changed here.

A stamp beside the trees says what was unpacked. A tree that somebody edited is
named and kept; only `force` replaces it. Nothing is fetched while the stamps match.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from bootstrap import folders
from echis import archives, cache, fetch, patch, tree
from echis.errors import ConfigError
from echis.lock import VENDORED, Entry, Lock
from echis.progress import Progress

_NAMED = 3


class State(Enum):
    """How a vendored tree stands to its entry."""

    FRESH = "as locked"
    MISSING = "missing"
    STALE = "of an older lock"
    EDITED = "edited here"
    FOREIGN = "not unpacked by echis"


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What was unpacked: of which entry, how it looked, what it held."""

    entry: str
    quick: str
    contents: dict[str, str]


def vendor(
    root: Path,
    lock: Lock,
    names: Sequence[str] = (),
    *,
    force: bool = False,
    progress: Progress,
) -> None:
    """Brings the named trees, or all that Echis needs, to what the lock says."""
    entries = [_vendored(lock, name) for name in names] or lock.scope(*VENDORED)
    vendor_entries(root, entries, force=force, progress=progress)


def vendor_entries(
    root: Path, entries: Sequence[Entry], *, force: bool = False, progress: Progress
) -> None:
    """Brings the trees of these entries to what they say; `root` is their lock's."""
    pending = [entry for entry in entries if state(root, entry) is not State.FRESH]
    for number, entry in enumerate(pending, 1):
        count = f"{number} of {len(pending)}: " if len(pending) > 1 else ""
        try:
            _settle(root, entry, force, progress, count)
        except OSError as error:
            said = folders.problem(error, root / "vendor")
            raise ConfigError(f"{entry.name}: {said}", entry.location) from None


def state(root: Path, entry: Entry) -> State:
    """How the tree of an entry is; quick where nothing changed."""
    folder = root / entry.vendor
    if _replacing(root, entry).exists() or not os.path.lexists(folder):
        return State.MISSING
    stamp = _read_stamp(root, entry)
    if stamp is None or folder.is_symlink() or not folder.is_dir():
        return State.FOREIGN
    if tree.quick(folder) != stamp.quick and edits(root, entry):
        return State.EDITED
    return State.FRESH if stamp.entry == digest(entry) else State.STALE


def edits(root: Path, entry: Entry) -> list[str]:
    """The paths of a vendored tree that differ from what was unpacked."""
    stamp = _read_stamp(root, entry)
    if stamp is None:
        return []
    return tree.changes(stamp.contents, tree.contents(root / entry.vendor))


def digest(entry: Entry) -> str:
    """A hash of all in an entry that decides on the content of its tree."""
    parts = [entry.strip, entry.vendor, *(file.sha256 for file in entry.files)]
    parts += [item.sha256 for item in entry.patches]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _vendored(lock: Lock, name: str) -> Entry:
    entry = lock.entry(name)
    if entry.scope not in VENDORED:
        raise ConfigError(
            f"{name}: is of scope {entry.scope}, which pip installs", entry.location
        )
    return entry


def _settle(
    root: Path, entry: Entry, force: bool, progress: Progress, count: str
) -> None:
    with folders.locked(_beside(root, entry, "lock")):
        _drop_rests(root, entry)
        found = state(root, entry)
        if found is State.FRESH:
            return
        if found is State.EDITED and not force:
            _keep_edited(root, entry, progress)
            return
        progress.step(f"vendor: {count}{entry.name} {entry.version}")
        with _unpacked(root, entry, progress) as fresh:
            if found is State.FOREIGN and not force:
                _adopt_or_keep(root, entry, fresh, progress)
            else:
                _replace(root, entry, fresh)


def _keep_edited(root: Path, entry: Entry, progress: Progress) -> None:
    stamp = _read_stamp(root, entry)
    edited = f"{entry.vendor} is edited here ({_listed(edits(root, entry))})"
    if stamp and stamp.entry != digest(entry):
        raise ConfigError(
            f"{edited}, and the lock now wants {entry.version}: save the edits, then "
            f"run ./scons vendor force=1",
            entry.location,
        )
    progress.step(f"vendor: {edited} and kept; ./scons vendor force=1 restores it")


def _adopt_or_keep(root: Path, entry: Entry, fresh: Path, progress: Progress) -> None:
    """Stamps a tree of the right content; any other is somebody's own."""
    folder = root / entry.vendor
    whole = folder.is_dir() and not folder.is_symlink()
    differing = tree.changes(
        tree.contents(fresh), tree.contents(folder) if whole else {}
    )
    if whole and not differing:
        _write_stamp(root, entry)
        return
    progress.step(
        f"vendor: {entry.vendor} is not what the lock says ({_listed(differing)}) and "
        "kept; ./scons vendor force=1 replaces it"
    )


def _listed(paths: list[str]) -> str:
    more = len(paths) - _NAMED
    return ", ".join(paths[:_NAMED]) + (f" and {more} more" if more > 0 else "")


@contextmanager
def _unpacked(root: Path, entry: Entry, progress: Progress) -> Iterator[Path]:
    """The entry's tree in a temporary folder beside its place."""
    file = entry.files[0]
    fetched = fetch.fetch(entry, file, root, progress)
    fresh = _beside(root, entry, "new")
    try:
        archives.unpack(fetched, file.name, fresh, entry.strip, part=entry.is_part)
        for item in entry.patches:
            _patch(root, entry, item.path, item.sha256, fresh)
        yield fresh
    except ConfigError as error:
        if error.location:
            raise
        raise ConfigError(f"{entry.name}: {error}", entry.location) from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _patch(root: Path, entry: Entry, path: str, sha256: str, fresh: Path) -> None:
    file = root / path
    if not file.is_file():
        raise ConfigError(f"{entry.name}: there is no patch {path}", entry.location)
    found = cache.digest(file)
    if found != sha256:
        raise ConfigError(
            f"{entry.name}: {path}: expected sha256 {sha256}, but it has {found}",
            entry.location,
        )
    patch.apply(file, fresh)


def _replace(root: Path, entry: Entry, fresh: Path) -> None:
    """Puts the new tree into its place; interrupted anywhere, it is done again."""
    folder, old = root / entry.vendor, _beside(root, entry, "old")
    mark = _replacing(root, entry)
    mark.touch()
    if os.path.lexists(folder):
        folder.rename(old)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh.rename(folder)
    _write_stamp(root, entry)
    mark.unlink()
    _remove(old)


def _drop_rests(root: Path, entry: Entry) -> None:
    for kind in ("new", "old"):
        _remove(_beside(root, entry, kind))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _beside(root: Path, entry: Entry, kind: str) -> Path:
    """A file or folder of ours about this entry, in ``vendor/.echis``."""
    name = Path(entry.vendor).relative_to("vendor").as_posix().replace("/", ".")
    return root / "vendor" / ".echis" / f"{name}.{kind}"


def _replacing(root: Path, entry: Entry) -> Path:
    return _beside(root, entry, "replacing")


def _read_stamp(root: Path, entry: Entry) -> _Stamp | None:
    try:
        data = json.loads(_beside(root, entry, "stamp").read_text(encoding="utf-8"))
        return _Stamp(data["entry"], data["quick"], data["contents"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_stamp(root: Path, entry: Entry) -> None:
    folder = root / entry.vendor
    data = {
        "entry": digest(entry),
        "quick": tree.quick(folder),
        "contents": tree.contents(folder),
    }
    stamp = _beside(root, entry, "stamp")
    coming = stamp.with_suffix(".coming")
    coming.write_text(json.dumps(data, indent=0), encoding="utf-8")
    coming.replace(stamp)
