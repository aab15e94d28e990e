# SPDX-License-Identifier: ISC
"""Small archives, and the entries of a lock that pin them."""

from __future__ import annotations

import hashlib
import io
import tarfile
from pathlib import Path

from echis.location import Location
from echis.lock import Entry, File, Origin

TREE = {"LICENSE": b"free\n", "py/vm.c": b"int vm;\n" * 2000, "tools/run.sh": b"#!sh\n"}


def tar(files: dict[str, bytes], top: str = "demo-1.0") -> bytes:
    """A tar.xz that holds these files below one folder."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:xz") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(f"{top}/{name}")
            member.size = len(data)
            member.mode = 0o755 if name.endswith(".sh") else 0o644
            archive.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


def entry(
    data: bytes,
    *,
    origin: str = "debian:demo",
    file: str = "demo_1.0.orig.tar.xz",
    version: str = "1.0",
    strip: str = "demo-1.0",
) -> Entry:
    """A vendored entry called demo, pinned to these bytes."""
    kind, _, name = origin.partition(":")
    return Entry(
        name="demo",
        version=version,
        licence="MIT",
        purl=f"pkg:generic/demo@{version}",
        origin=Origin(kind, name),
        scope="vendor",
        files=(File(file, len(data), hashlib.sha256(data).hexdigest()),),
        strip=strip,
        vendor="vendor/demo",
        patches=(),
        location=Location("third_party.lock", 7),
    )


def leftovers(cache: Path) -> list[str]:
    """What lies among the cached sources besides the locks."""
    folder = cache / "sources"
    found = folder.iterdir() if folder.exists() else ()
    return sorted(path.name for path in found if path.suffix != ".lock")
