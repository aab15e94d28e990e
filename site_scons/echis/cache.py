# SPDX-License-Identifier: ISC
"""The content-addressed cache: sources by their sha256, environments, builds.

``ECHIS_CACHE`` names it. Two builds may use it at once: a file lands by a rename,
under a lock of its own, after its size and hash were checked.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bootstrap import Stop, folders
from echis.errors import ConfigError
from echis.lock import File
from echis.progress import size


def folder() -> Path:
    """The cache folder, which need not exist yet."""
    try:
        return folders.cache()
    except Stop as stop:
        raise ConfigError(str(stop)) from None


def source(file: File) -> Path:
    """The place of a verified file, there or not."""
    return folder() / "sources" / file.sha256


def part(file: File) -> Path:
    """The place of a file that is still coming."""
    return source(file).with_suffix(".part")


@contextmanager
def claimed(file: File) -> Iterator[None]:
    """The only process that brings this file into the cache."""
    with folders.locked(source(file).with_suffix(".lock")):
        yield


def digest(path: Path) -> str:
    """The sha256 of a file's content, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def verified(file: File) -> Path | None:
    """The cached file after another look at its content; a spoilt one is removed."""
    path = source(file)
    try:
        if path.stat().st_size == file.size and digest(path) == file.sha256:
            return path
        path.unlink()
    except FileNotFoundError:
        pass
    return None


def land(coming: Path, file: File) -> Path:
    """The checked file, moved to its place in one step that survives a power cut."""
    with coming.open("rb") as stream:
        os.fsync(stream.fileno())
    coming.chmod(0o444)
    return coming.replace(source(file))


def used() -> int:
    """The bytes that the cache takes on the disk."""
    total = 0
    for base, _, names in os.walk(folder()):
        for name in names:
            try:
                total += os.lstat(os.path.join(base, name)).st_blocks * 512
            except FileNotFoundError:
                continue
    return total


def prune() -> str:
    """Empties the cache of all but the running environment; says what that freed."""
    before = used()
    running = Path(os.environ.get("VIRTUAL_ENV", "/nonexistent")).resolve()
    for child in sorted(folder().glob("*")):
        for inner in sorted(child.iterdir()) if child.is_dir() else [child]:
            if inner.resolve() != running:
                _remove(inner)
    freed = size(before - used())
    left = size(used())
    return (
        f"{freed} freed in {folder()}; {left} in use by this very environment, "
        "which goes with the folder"
    )


def _remove(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise ConfigError(folders.problem(error, path)) from None
