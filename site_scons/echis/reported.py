# SPDX-License-Identifier: ISC
"""The border where a user's mistake becomes one sentence on stderr.

What a disk refuses is one too: the folder is told, and what to do.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bootstrap import folders, interruption
from echis.errors import ConfigError

# What a file system says of itself. Any other error may be ours, and keeps its trace.
_OF_DISKS = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM),
    *(errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.EIO),
}


@contextmanager
def reported() -> Iterator[None]:
    """Prints the mistake that its block met and ends the program with status 1."""
    try:
        with disks_told():
            yield
    except ConfigError as error:
        print(f"echis: {error}", file=sys.stderr)
        sys.exit(1)


def status_of(action: Callable[..., int | None], *args: Any) -> int:
    """The status of an action of the build, whose user's errors are a sentence each."""
    try:
        with disks_told(Path("build").absolute()):
            return action(*args) or 0
    except ConfigError as error:
        interruption.let_it_come()
        sys.stderr.write(f"echis: {error}\n")
        return 1


@contextmanager
def disks_told(folder: Path | None = None) -> Iterator[None]:
    """Makes a ConfigError of what a disk refuses; its block writes in `folder`."""
    try:
        yield
    except OSError as error:
        if error.errno not in _OF_DISKS:
            raise
        raise ConfigError(folders.problem(error, folder or Path.cwd())) from None


def writable(folder: Path, otherwise: str) -> None:
    """Makes a folder that files will be written to; `otherwise` is the advice."""
    with disks_told():
        folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise ConfigError(f"cannot write into {folder}, it is read-only: {otherwise}")
