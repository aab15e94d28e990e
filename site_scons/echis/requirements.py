# SPDX-License-Identifier: ISC
"""``requirements*.txt``: the lock's packages as pip reads them, hashes only."""

from __future__ import annotations

from pathlib import Path

from echis.lock import Entry, Lock

FILES = {"requirements.txt": "host", "requirements-dev.txt": "dev"}

_HEADER = """\
# Generated from third_party.lock by `./scons lock`; edit that instead.
"""


def text(lock: Lock, scope: str) -> str:
    """The requirements of one scope: Linux x86_64 and aarch64, by hash."""
    entries = sorted(lock.scope(scope), key=lambda entry: entry.name)
    return _HEADER + "".join(requirement(entry) for entry in entries)


def requirement(entry: Entry) -> str:
    """One package as a requirement: its version, and a hash of each of its files."""
    hashes = (f"    --hash=sha256:{file.sha256}" for file in entry.files)
    return " \\\n".join((f"{entry.name}=={entry.version}", *hashes)) + "\n"


def stale(root: Path, lock: Lock) -> list[str]:
    """The names of the requirements files that do not say what the lock says."""
    return [
        name
        for name, scope in FILES.items()
        if not (root / name).is_file()
        or (root / name).read_text(encoding="utf-8") != text(lock, scope)
    ]
