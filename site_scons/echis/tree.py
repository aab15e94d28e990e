# SPDX-License-Identifier: ISC
"""What a folder holds, to tell whether somebody changed it.

Two looks: the quick one asks the file system only for sizes and times, the full one
reads every file. Python's own caches do not count: tools are run from these trees.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path


def quick(folder: Path) -> str:
    """A digest of names, kinds, sizes and modification times."""
    digest = hashlib.sha256()
    for path, entry in sorted(_walk(str(folder), "")):
        state = entry.stat(follow_symlinks=False)
        seen = f"{path}\0{state.st_mode:o}\0{state.st_size}\0{state.st_mtime_ns}\n"
        digest.update(seen.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def contents(folder: Path) -> dict[str, str]:
    """What each path holds: ``x`` or ``-`` with a sha256, or a link's target."""
    return {path: _content(entry) for path, entry in sorted(_walk(str(folder), ""))}


def changes(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """The paths that came, went or changed."""
    return sorted(
        path for path in before.keys() | now if before.get(path) != now.get(path)
    )


def _walk(folder: str, inside: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _walk(entry.path, f"{inside}{entry.name}/")
            elif not entry.name.endswith(".pyc"):
                yield f"{inside}{entry.name}", entry


def _content(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return f"-> {os.readlink(entry.path)}"
    executable = entry.stat(follow_symlinks=False).st_mode & 0o111
    with Path(entry.path).open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return f"{'x' if executable else '-'} {digest}"
