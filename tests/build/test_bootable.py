# SPDX-License-Identifier: ISC
"""`image=`: disks that boot by themselves, with their arguments, on either chipset."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from echis import qemu
from tests.build.conftest import ROOT, Scons, copy_of_tree, scons_in
from tests.lab import Missing, programs

APP = ("target=virtio", "arch=x86_64", "app=tests/config/keys", "remember=0")
# The loader takes such a line apart; the last word would begin a module.
TEXT = "grüß  dich --- x"
ARGS = f'args=--uri=u --hello="{TEXT}"'
PRINTED = f"{TEXT}|80|False\nTrue|u\n"
ALL = "image=raw,qcow2,tar.gz"
SECONDS = 120


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the disks of all forms."""
    made = tmp_path_factory.mktemp("disks")
    done = scons_in(ROOT, f"out={made}", *APP, ALL, ARGS)
    assert done.returncode == 0, done.stderr
    assert "DISK keys.virtio.raw" in done.stderr
    typed = f"'args=--uri=u \"--hello={TEXT}\"' image=raw run"
    assert done.stderr.splitlines()[-1].endswith(f"app=tests/config/keys {typed}")
    return made


def _machine() -> str:
    program = qemu.PROGRAM.format(arch="x86_64")
    try:
        programs.ensure(program)
    except Missing as missing:
        pytest.skip(str(missing))
    return program


@pytest.mark.parametrize(
    ("machine", "drive"),
    [
        ("pc", "file={}.raw,format=raw"),
        ("q35", "file={}.raw,format=raw"),
        ("pc", "file={}.qcow2,format=qcow2"),
        ("pc", "file={}.raw,format=raw,if=virtio"),
        ("q35", "file={}.raw,format=raw,media=cdrom,readonly=on"),
    ],
)
def test_a_disk_boots(folder: Path, machine: str, drive: str) -> None:
    """As it is, in a machine with all that a PC has by default."""
    words = [_machine(), "-M", machine, "-m", "64", "-accel", "tcg", "-no-reboot"]
    words += ["-cpu", "Westmere,+rdrand", "-display", "none", "-serial", "stdio"]
    words += ["-drive", drive.format(folder / "keys.virtio")]
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.stdout == f"{PRINTED}Solo5: exit status 0\n", done.stderr
    # The machine was switched off, not ended by QEMU's own device.
    assert done.returncode == 0


@pytest.mark.parametrize("form", ["raw", "qcow2"])
def test_run_boots_the_disk(scons: Scons, form: str) -> None:
    _machine()
    done = scons(*APP, f"image={form}", ARGS, "run")
    assert (done.stdout, done.returncode) == (PRINTED, 0), done.stderr
    assert f"format={form},file=" in done.stderr
    assert "-kernel" not in done.stderr


def test_two_builds_give_the_same_disks(folder: Path, tmp_path: Path) -> None:
    done = scons_in(ROOT, f"out={tmp_path}", *APP, ALL, ARGS)
    assert done.returncode == 0, done.stderr
    assert len(_digests(tmp_path)) == 3
    assert _digests(tmp_path) == _digests(folder)


def _digests(folder: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.glob("keys.virtio.*")
    }


def test_the_date_of_a_disk_is_given(tmp_path: Path) -> None:
    def made(date: str) -> dict[str, str]:
        done = scons_in(
            ROOT, f"out={tmp_path}", *APP, ALL, SOURCE_DATE_EPOCH=date
        )
        assert done.returncode == 0, done.stderr
        return _digests(tmp_path)

    first = made("1700000000")
    other = made("1700000001")
    # qcow2 has no dates of its own, and the disk in it has.
    assert all(first[name] != other[name] for name in first)
    assert made("1700000000") == first
    done = scons_in(
        ROOT, f"out={tmp_path}", *APP, ALL, SOURCE_DATE_EPOCH="yesterday"
    )
    said = "echis: SOURCE_DATE_EPOCH=yesterday is no number of seconds since 1970\n"
    assert (done.returncode, done.stderr) == (1, said)


def test_other_arguments_are_another_disk(scons: Scons, tmp_path: Path) -> None:
    for text in ("one", "two", "two"):
        done = scons(*APP, "image=raw", f"args=--hello={text}")
        assert done.returncode == 0, done.stderr
        disk = (tmp_path / "dist" / "keys.virtio.raw").read_bytes()
        assert f"APPEND IMAGE.ELF --hello={text}\n".encode() in disk
    assert "DISK" not in done.stderr


def test_clean_removes_the_disks(scons: Scons, tmp_path: Path) -> None:
    assert scons(*APP, ALL).returncode == 0
    assert scons(*APP, "-c").returncode == 0
    assert not list((tmp_path / "dist").glob("keys.virtio*"))


def test_a_loader_is_fetched_for_disks_only(tmp_path: Path) -> None:
    tree = copy_of_tree(tmp_path / "tree")
    without = scons_in(tree, "-n", "target=virtio", "app=examples/hello")
    assert "would fetch and unpack micropython" in without.stdout
    assert "isolinux" not in without.stdout
    words = ("target=virtio", "arch=x86_64", "app=examples/hello", "image=raw")
    asked = scons_in(tree, "-n", *words)
    for name in ("isolinux", "syslinux-common"):
        assert f"would fetch and unpack {name}, which is missing" in asked.stdout


def test_an_image_with_mistakes_has_no_disk(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    folder = app(unikernel__py="import asyncio\n\ndef start():\n    asyncio.no\n")
    done = scons("target=virtio", "arch=x86_64", f"app={folder}", "image=raw")
    assert done.returncode != 0
    assert not list((tmp_path / "dist").glob("probe.virtio*"))
