# SPDX-License-Identifier: ISC
"""Source and binary packages of the pool of the configured Debian mirror.

Any revision of the package will do: the lock's sha256 decides what is taken.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bootstrap import mirrors
from echis.errors import ConfigError
from echis.fetch import http
from echis.fetch.session import Unavailable, Vanished
from echis.lock import Entry, File
from echis.progress import Progress

SUITE = "stable"
_ORIG = re.compile(r"\.orig\.tar\.(?:xz|gz|bz2)$")


@dataclass(frozen=True, slots=True)
class Release:
    """One version that a suite has now: its upstream part and its archive."""

    version: str
    file: File


def fetch(entry: Entry, file: File, root: Path, progress: Progress) -> Path:
    """The archive from the pool; ConfigError in one sentence."""
    urls = [
        f"{mirror}/{mirrors.pool_path(entry.origin.name, file.name)}"
        for mirror in _mirrors(entry)
    ]
    try:
        return http.fetch(urls, entry, file, progress)
    except Vanished:
        raise ConfigError(_vanished(entry, file), entry.location) from None
    except Unavailable as why:
        raise ConfigError(
            f"{entry.name}: {file.name} cannot be fetched: {why}; check the network, "
            "or name another Debian mirror (ECHIS_DEBIAN_MIRROR)",
            entry.location,
        ) from None


def latest(entry: Entry, suite: str = SUITE) -> Release:
    """The version that the suite has now; ConfigError without one."""
    releases = list(_releases(entry, suite))
    if releases:
        return releases[-1]
    raise ConfigError(
        f"{entry.name}: the mirror's suite {suite} has no {entry.origin}",
        entry.location,
    )


def _mirrors(entry: Entry) -> tuple[str, ...]:
    found = mirrors.debian()
    if not found:
        raise ConfigError(
            f"{entry.name}: no Debian mirror is configured; set ECHIS_DEBIAN_MIRROR "
            "to the address of one, or ECHIS_BUNDLE to a bundle",
            entry.location,
        )
    return found


def _vanished(entry: Entry, file: File) -> str:
    gone = f"{entry.name}: {file.name} is not in the mirror's pool any more"
    try:
        now = latest(entry).version
    except (ConfigError, Unavailable):
        return f"{gone}; run ./scons lock update={entry.name}"
    if now == entry.version:
        return f"{gone}, though its index lists it; name another mirror"
    return f"{gone}, which has {now} now; run ./scons lock update={entry.name}"


def _releases(entry: Entry, suite: str) -> Iterator[Release]:
    if entry.origin.kind == "debian":
        index = f"dists/{suite}/main/source/Sources.xz"
        read = _orig
    else:
        index = f"dists/{suite}/main/binary-amd64/Packages.xz"
        read = _binary
    name = entry.origin.name.rpartition("/")[2]
    for stanza in _stanzas(entry, index, name):
        if release := read(stanza):
            yield release


def _stanzas(entry: Entry, index: str, name: str) -> Iterator[dict[str, str]]:
    for mirror in _mirrors(entry):
        try:
            text = lzma.decompress(http.get(f"{mirror}/{index}")).decode()
        except (Unavailable, lzma.LZMAError, UnicodeDecodeError):
            continue
        for stanza in text.split("\n\n"):
            if stanza.startswith(f"Package: {name}\n"):
                yield _fields(stanza)


def _fields(stanza: str) -> dict[str, str]:
    joined = re.sub(r"\n[ \t]+", "\n ", stanza)
    fields = {}
    for block in re.split(r"\n(?! )", joined):
        key, _, value = block.partition(":")
        fields[key] = value.strip()
    return fields


def _orig(stanza: dict[str, str]) -> Release | None:
    for line in stanza.get("Checksums-Sha256", "").splitlines():
        words = line.split()
        if len(words) == 3 and _ORIG.search(words[2]):
            version = stanza["Version"].rpartition("-")[0].rpartition(":")[2]
            return Release(version, File(words[2], int(words[1]), words[0]))
    return None


def _binary(stanza: dict[str, str]) -> Release | None:
    if not {"Filename", "Size", "SHA256", "Version"} <= stanza.keys():
        return None
    name = stanza["Filename"].rpartition("/")[2]
    file = File(name, int(stanza["Size"]), stanza["SHA256"])
    return Release(stanza["Version"].rpartition(":")[2], file)
