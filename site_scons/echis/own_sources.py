# SPDX-License-Identifier: ISC
"""Echis's own files: where one is, and one hash over all that decide on an image.

Paths count from the root of the tree, so that two clones have the same hash. The
lock is no part of it: what an image takes from there has hashes of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = (
    *("site_scons/echis", "site_scons/site_tools", "runtime", "host_tools"),
    *("linker_scripts", "toolchains", "patches"),
)
# Nothing else that may lie there: bytecode, an editor's copies.
_SUFFIXES = (".py", ".typed", ".c", ".h", ".S", ".ld", ".toml", ".patch")
_NAMES = ("SConscript",)


def path(name: str) -> str:
    """A file of the tree, as a device of ours names it beside a ``config.py``'s own."""
    return str(_ROOT / name)


def files(root: Path) -> Iterator[Path]:
    """The files, in one order."""
    for folder in _FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in _SUFFIXES or file.name in _NAMES:
                yield file


@cache
def digest(root: Path) -> str:
    """The sha256 of their names and contents, in hexadecimal."""
    found = hashlib.sha256()
    for file in files(root):
        content = file.read_bytes()
        name = file.relative_to(root).as_posix()
        found.update(f"{name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()
