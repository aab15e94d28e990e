# SPDX-License-Identifier: ISC
"""The lock's files in the cache: each kind of origin has a module of its own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from bootstrap import folders
from echis import cache
from echis.errors import ConfigError
from echis.fetch import bundled, debian, git, local, pypi
from echis.lock import Entry, File
from echis.progress import Progress

_KINDS: dict[str, Callable[[Entry, File, Path, Progress], Path]] = {
    "debian": debian.fetch,
    "deb": debian.fetch,
    "pypi": pypi.fetch,
    "file": local.fetch,
    "git": git.fetch,
}


def fetch(entry: Entry, file: File, root: Path, progress: Progress) -> Path:
    """The verified file: from the cache, else the bundle, else the origin."""
    try:
        if there := cache.verified(file):
            return there
        chosen = os.environ.get("ECHIS_BUNDLE", "")
        if chosen:
            return bundled.take(Path(chosen), entry, file)
        return _KINDS[entry.origin.kind](entry, file, root, progress)
    except OSError as error:
        said = folders.problem(error, cache.folder())
        raise ConfigError(f"{entry.name}: {said}", entry.location) from None
