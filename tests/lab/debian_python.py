# SPDX-License-Identifier: ISC
"""Debian's Python for a job in dom0, where the lab's root has none."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from bootstrap import folders

from .apt import AptRoot, unpack
from .pieces import cache
from .xen_pieces import SUITE

_ARCH, _VERSION = "x86_64", "python3.13"
# What of it imports is compiled into the program.
_PACKAGES = (
    *(f"{_VERSION}-minimal", f"lib{_VERSION}-minimal", f"lib{_VERSION}-stdlib"),
    *("libc6", "libexpat1", "zlib1g"),
)
_LIBRARIES = "usr/lib/x86_64-linux-gnu"


def words(at: str) -> list[str]:
    """What runs it, where the folder is at the place `at`."""
    linker = f"{at}/{_LIBRARIES}/ld-linux-x86-64.so.2"
    program = f"{at}/usr/bin/{_VERSION}"
    home = f"PYTHONHOME={at}/usr"
    return ["env", home, linker, "--library-path", f"{at}/{_LIBRARIES}", program]


def folder() -> Path:
    """The unpacked packages, fetched when absent. Raises Missing."""
    found = cache() / f"{_VERSION}-{SUITE}-{_ARCH}"
    with folders.locked(cache() / f"{_VERSION}.lock"):
        if not found.exists():
            _fetch(found)
    return found


def _fetch(target: Path) -> None:
    """Fills `target` at once or not at all."""
    print(f"lab xen: fetching Debian's {_VERSION}", file=sys.stderr)
    with tempfile.TemporaryDirectory(dir=cache(), prefix="fetch-") as scratch:
        root = AptRoot(_ARCH, Path(scratch) / "apt", SUITE)
        root.update()
        fresh = Path(scratch) / "unpacked"
        for deb in root.download(_PACKAGES, Path(scratch) / "debs"):
            unpack(deb, fresh)
        for name in ("doc", "man", "lintian"):
            shutil.rmtree(fresh / "usr" / "share" / name, ignore_errors=True)
        fresh.rename(target)
