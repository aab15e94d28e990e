# SPDX-License-Identifier: ISC
"""Debian's MicroPython: the judge that our port is compared with.

It comes with the libraries that it needs, verified by Debian's keyring, and runs
on its own dynamic linker whatever the machine has.
"""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bootstrap import folders

from .apt import AptRoot, dpkg_deb, unpack
from .pieces import cache

SUITE = "trixie"
_PACKAGE = "micropython"
_LINKERS = {"x86_64": "ld-linux-x86-64.so.2", "aarch64": "ld-linux-aarch64.so.1"}


def command() -> list[str]:
    """The words that run it, before its own options. Raises Missing."""
    folder = _folder()
    libraries = folder / "usr" / "lib" / f"{platform.machine()}-linux-gnu"
    linker = libraries / _LINKERS[platform.machine()]
    program = folder / "usr" / "bin" / _PACKAGE
    return [str(linker), "--library-path", str(libraries), str(program)]


def version() -> str:
    """Debian's version of the package, such as `1.25.0+ds-1`."""
    return (_folder() / "version").read_text(encoding="utf-8")


def _folder() -> Path:
    """The unpacked packages, fetched when absent."""
    arch = platform.machine()
    folder = cache() / f"{_PACKAGE}-{SUITE}-{arch}"
    with folders.locked(cache() / f"{_PACKAGE}.lock"):
        if not folder.exists():
            _fetch(arch, folder)
    return folder


def _fetch(arch: str, folder: Path) -> None:
    """Fills `folder` at once or not at all."""
    print(f"lab {arch}: fetching Debian's {_PACKAGE}", file=sys.stderr)
    with tempfile.TemporaryDirectory(dir=cache(), prefix="fetch-") as scratch:
        root = AptRoot(arch, Path(scratch) / "apt", SUITE)
        root.update()
        debs = root.download_whole(_PACKAGE)
        fresh = Path(scratch) / "unpacked"
        for deb in debs:
            unpack(deb, fresh)
        (fresh / "version").write_text(_version(debs), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)


def _version(debs: Sequence[Path]) -> str:
    (deb,) = (deb for deb in debs if deb.name.startswith(f"{_PACKAGE}_"))
    return dpkg_deb("--field", str(deb), "Version").strip()
