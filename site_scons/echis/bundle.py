# SPDX-License-Identifier: ISC
"""One file with every locked archive, from which another machine works offline.

A plain tar (its members are compressed already), the same bytes from the same lock:
``third_party.lock``, then ``files/<sha256>/<name>`` in order.
"""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Iterable
from pathlib import Path

from bootstrap import folders
from echis.errors import ConfigError
from echis.fetch import fetch
from echis.fetch.bundled import member_name
from echis.lock import VENDORED, Entry, File, Lock, dumps
from echis.progress import Progress, size

SCOPES = ("bootstrap", "host", *VENDORED)


def write(
    root: Path,
    lock: Lock,
    file: Path,
    *,
    progress: Progress,
    dev: bool = False,
    packages: Iterable[tuple[Path, Entry]] = (),
) -> None:
    """The bundle of the lock, for both processors; with `dev` the checkers' too.

    `packages` are entries of other locks, each with the folder of its lock.
    """
    own = [*lock.scope(*SCOPES, *["dev"] * dev), *lock.packages.values()]
    entries = [*((root, entry) for entry in own), *packages]
    wanted = [(place, entry, item) for place, entry in entries for item in entry.files]
    sources = []
    for number, (place, entry, item) in enumerate(wanted, 1):
        progress.step(f"bundle: {number} of {len(wanted)}: {item.name}")
        sources.append(fetch(entry, item, place, progress))
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        _write(temporary, lock, [item for *_, item in wanted], sources)
        temporary.replace(file)
    except OSError as error:
        raise ConfigError(f"bundle: {folders.problem(error, file.parent)}") from None
    finally:
        temporary.unlink(missing_ok=True)
    progress.step(f"bundle: {file}: {size(file.stat().st_size)}")


def _write(path: Path, lock: Lock, files: list[File], sources: list[Path]) -> None:
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as archive:
        text = dumps(lock.entries).encode()
        archive.addfile(_member("third_party.lock", len(text)), io.BytesIO(text))
        named = {
            member_name(file): (file, source)
            for file, source in zip(files, sources, strict=True)
        }
        for name, (file, source) in sorted(named.items()):
            with source.open("rb") as stream:
                archive.addfile(_member(name, file.size), stream)


def _member(name: str, length: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = length, 0o644
    return member
