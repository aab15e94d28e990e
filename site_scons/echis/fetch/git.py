# SPDX-License-Identifier: ISC
"""Archives of commits, made anew by the machine's own git: ``git:URL``."""

from __future__ import annotations

from pathlib import Path

from echis import cache, git
from echis.errors import ConfigError
from echis.lock import Entry, File
from echis.progress import Progress


def fetch(entry: Entry, file: File, root: Path, progress: Progress) -> Path:
    """The archive of the entry's commit, in the cache; a branch may be elsewhere."""
    with cache.claimed(file):
        if there := cache.verified(file):
            return there
        progress.step(f"{entry.name}: fetching {entry.commit[:12]} of {entry.origin}")
        part = cache.part(file)
        try:
            _archive(entry, root, part)
            return cache.land(_checked(entry, file, part), file)
        finally:
            part.unlink(missing_ok=True)


def _archive(entry: Entry, root: Path, part: Path) -> None:
    url = git.address(entry.origin.name, root)
    try:
        with git.copy(url, entry.commit) as repository:
            git.archive(repository, entry.commit, part)
    except git.Refused as why:
        raise ConfigError(
            f"{entry.name}: {entry.origin} {why}", entry.location
        ) from None


def _checked(entry: Entry, file: File, came: Path) -> Path:
    found = cache.digest(came)
    if found != file.sha256:
        raise ConfigError(
            f"{entry.name}: expected sha256 {file.sha256} for {file.name}, but git "
            f"made {found} of commit {entry.commit[:12]}",
            entry.location,
        )
    return came
