# SPDX-License-Identifier: ISC
"""Kept machines: an empty one of QEMU's, and when a Xen host makes its own anew."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from . import programs, snapshot, xen
from .boot import Machine
from .errors import Missing
from .job import Job
from .nested import Place
from .report import Transcript
from .xen_pieces import XenPieces

_QEMU = (xen.QEMU, "-machine", "none", "-nodefaults", "-display", "none")
_SAYS_READY = ("sh", "-c", 'echo starting; echo ready; exec "$@"', "sh", *_QEMU)


@pytest.fixture(autouse=True)
def _qemu() -> None:
    try:
        programs.ensure(xen.QEMU)
    except Missing as missing:
        pytest.skip(str(missing))


def test_a_machine_goes_on_from_a_snapshot(tmp_path: Path) -> None:
    kept = tmp_path / "it's kept"
    snapshot.take(_SAYS_READY, "ready", kept)
    assert list(tmp_path.iterdir()) == [kept]
    words = [*_QEMU, *snapshot.resume(kept), "-monitor", "stdio"]
    done = subprocess.run(
        words, input="info status\nquit\n", capture_output=True, text=True, timeout=60
    )
    assert "VM status: " in done.stdout
    assert done.returncode == 0, done.stderr


def test_a_spoilt_snapshot_ends_the_machine(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(b"spoilt")
    words = [*_QEMU, *snapshot.resume(kept)]
    assert subprocess.run(words, capture_output=True, timeout=60).returncode != 0


def test_a_machine_that_is_never_ready_is_told(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="did not say set"):
        snapshot.take(["echo", "ready"], "set", tmp_path / "kept")
    assert not list(tmp_path.iterdir())


@pytest.fixture
def pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> XenPieces:
    """Pieces that no machine could boot, and a cache of their own."""
    monkeypatch.setenv("ECHIS_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "file"
    file.write_bytes(b"piece")
    return XenPieces(file, file, [file], [], {"usr/bin/busybox": file}, "1")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The machines that were booted to be kept."""
    taken: list[Path] = []

    def take(argv: Sequence[str], ready: str, kept: Path) -> None:
        kept.write_bytes(b"state")
        taken.append(kept)

    monkeypatch.setattr(snapshot, "take", take)
    return taken


def test_a_machine_is_made_once(pieces: XenPieces, taken: list[Path]) -> None:
    xen.Xen(pieces)
    xen.Xen(pieces)
    assert len(taken) == 1


def test_other_pieces_make_another_machine(
    pieces: XenPieces, taken: list[Path]
) -> None:
    for version in ("1", "2"):
        xen.Xen(replace(pieces, version=version))
    pieces.kernel.write_bytes(b"another")  # it is in the first root too
    xen.Xen(pieces)
    assert len(set(taken)) == 3


def test_a_machine_that_did_not_go_on_is_made_anew(
    pieces: XenPieces, taken: list[Path], tmp_path: Path
) -> None:
    host = xen.Xen(pieces)
    (tmp_path / "xen.log").write_text("HVM d1 save: PIC\nno such device\n")
    said = host.last_words(Transcript([Job("one", "true")]), tmp_path)
    assert said == "no such device"
    xen.Xen(pieces)
    assert len(taken) == 2


def test_a_machine_that_nobody_uses_goes(pieces: XenPieces, taken: list[Path]) -> None:
    xen.Xen(pieces)
    (old,) = (kept.parent for kept in taken)
    os.utime(old / "used", (0, 0))
    xen.Xen(replace(pieces, version="2"))
    assert not old.exists()


def test_the_jobs_come_on_a_disk(
    pieces: XenPieces, taken: list[Path], tmp_path: Path
) -> None:
    place = Place(tmp_path, {"/lib/libc.so": pieces.xen}, print)
    machine = xen.Xen(pieces).machine([Job("one", "true")], place)
    assert isinstance(machine, Machine)
    disk = (tmp_path / "jobs.cpio").read_bytes()
    assert disk.startswith(b"070701")
    assert b"jobs/000/job.sh" in disk
    assert b"libc.so" not in disk, "dom0 has its own"
