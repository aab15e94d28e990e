# SPDX-License-Identifier: ISC
"""The cpio writer against the format's layout and against a cpio program."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from .cpio import Cpio


def _members(archive: bytes) -> dict[str, tuple[int, bytes]]:
    """Name → (mode, content), read by the documented layout."""
    members, at = {}, 0
    while at < len(archive):
        assert archive[at : at + 6] == b"070701"
        field = [int(archive[at + 6 + 8 * i : at + 14 + 8 * i], 16) for i in range(13)]
        mode, size, name_size = field[1], field[6], field[11]
        name = archive[at + 110 : at + 110 + name_size]
        assert name.endswith(b"\0")
        start = at + 110 + name_size
        start += -start % 4
        members[name[:-1].decode()] = (mode, archive[start : start + size])
        at = start + size
        at += -at % 4
    return members


def test_header_is_the_documented_one() -> None:
    archive = Cpio()
    archive.file("ab", b"xyz", 0o600)
    assert archive.finished()[:120] == (
        b"070701" + b"00000001" + b"00008180" + b"00000000" * 2 + b"00000001"
        b"00000000" + b"00000003" + b"00000000" * 4 + b"00000003" + b"00000000"
        b"ab\0" + bytes(3) + b"xyz\0"
    )


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 4096])
def test_contents_of_every_alignment_survive(size: int) -> None:
    archive = Cpio()
    archive.file("/a/file", bytes(range(256)) * 16 if size == 4096 else b"x" * size)
    archive.file("after", b"end")
    members = _members(archive.finished())
    assert len(members["a/file"][1]) == size
    assert members["after"][1] == b"end"


def test_folders_come_once_and_before_what_they_hold() -> None:
    archive = Cpio()
    archive.file("/a/b/one", b"")
    archive.link("/a/b/two", "/x")
    archive.device("/dev/console", 5, 1)
    names = list(_members(archive.finished()))
    assert names == ["a", "a/b", "a/b/one", "a/b/two", "dev", "dev/console",
                     "TRAILER!!!"]  # fmt: skip


def test_a_cpio_program_unpacks_it(tmp_path: Path) -> None:
    program = shutil.which("cpio") or shutil.which("busybox")
    if program is None:
        pytest.skip("no cpio program; enable it with: apt-get install cpio")
    archive = Cpio()
    archive.file("/bin/tool", b"#!/bin/sh\n", 0o755)
    archive.file("/data/odd", b"12345")
    archive.link("/data/link", "odd")
    argv = [program] if program.endswith("cpio") else [program, "cpio"]
    subprocess.run(
        [*argv, "-i", "-d"],
        input=archive.finished(),
        cwd=tmp_path,
        check=True,
        timeout=60,
    )
    assert (tmp_path / "bin/tool").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "data/link").read_bytes() == b"12345"
