# SPDX-License-Identifier: ISC
"""Archives that lie in the project or on the machine: ``file:PATH``."""

from __future__ import annotations

import shutil
from pathlib import Path

from echis import cache
from echis.errors import ConfigError
from echis.lock import Entry, File
from echis.progress import Progress


def fetch(entry: Entry, file: File, root: Path, progress: Progress) -> Path:
    """The archive, copied into the cache; its path counts from the project's root."""
    path = root / entry.origin.name
    with cache.claimed(file):
        if there := cache.verified(file):
            return there
        if not path.is_file():
            raise ConfigError(f"{entry.name}: there is no file {path}", entry.location)
        found = cache.digest(path)
        if found != file.sha256:
            raise ConfigError(
                f"{entry.name}: {path}: expected sha256 {file.sha256}, "
                f"but it has {found}",
                entry.location,
            )
        part = cache.part(file)
        shutil.copyfile(path, part)
        return cache.land(part, file)
