# SPDX-License-Identifier: ISC
"""The one cache folder of the machine's user, and locks between processes in it."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bootstrap import Stop


def cache() -> Path:
    """The cache folder: ``ECHIS_CACHE``, else ``echis`` in the user's cache."""
    chosen = os.environ.get("ECHIS_CACHE", "")
    if chosen:
        return Path(os.path.abspath(os.path.expanduser(chosen)))
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        base = os.path.expanduser("~/.cache")
    if not os.path.isabs(base):
        raise Stop("there is no home folder; set ECHIS_CACHE to a folder for the cache")
    return Path(base, "echis")


@contextmanager
def locked(file: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """The only process, of those that name this file, to be inside.

    The kernel drops the lock with the process, so a killed one blocks nobody.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


# Less room than this, in bytes, and what failed may have failed for want of it.
_ROOM = 1 << 20


def without_room(folder: Path) -> str:
    """A sentence if hardly anything fits on the disk of this folder, else empty."""
    left = shutil.disk_usage(folder).free
    if left >= _ROOM:
        return ""
    return (
        f"the disk of {folder} is full, {left // 1024} KiB are left; free some space "
        "and run it again"
    )


def problem(error: OSError, folder: Path) -> str:
    """What an operating system's error about this folder means, as a sentence."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk of {folder} is full; free some space and run it again"
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"cannot write {error.filename or folder}: {error.strerror}"
    return f"{error.filename or folder}: {error.strerror or error}"
