# SPDX-License-Identifier: ISC
"""The forms of a bootable disk, by the names that ``image=`` takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from echis.disk import gce, qcow2
from echis.errors import ConfigError
from echis.verbs import DISKS

# What the loader can start: a PC with a BIOS.
TARGET, ARCH = "virtio", "x86_64"
# What boots as it is, not only once a cloud has unpacked it.
BOOTING = ("raw", "qcow2")
_ARM64_AT = 56  # where the raw memory of an aarch64 image says what it is


def check(
    disks: Sequence[str], contexts: Iterable[tuple[str, str]], *, boots: bool
) -> None:
    """Refuse disks of what the loader cannot start, and to boot what does not boot."""
    for target, arch in contexts:
        if target != TARGET:
            raise ConfigError(f"image= makes disks of target={TARGET}, not of {target}")
        if arch != ARCH:
            raise ConfigError(f"image= makes disks of arch={ARCH}, not of {arch}")
    if boots and not (len(disks) == 1 and disks[0] in BOOTING):
        raise ConfigError(
            f"run boots one disk: give image={' or image='.join(BOOTING)}"
        )


def path(image: Path, form: str) -> Path:
    """The disk's file, beside its image."""
    return image.with_name(f"{image.name}.{form}")


def paths(image: Path) -> list[Path]:
    """The files of all forms."""
    return [path(image, form) for form in DISKS]


def of(file: Path) -> str:
    """How QEMU calls the form of a file; empty where it is no disk."""
    try:
        with file.open("rb") as stream:
            head = stream.read(64)
    except OSError:
        # QEMU says that better.
        return ""
    if head.startswith(b"\x7fELF") or head[_ARM64_AT:].startswith(b"ARM\x64"):
        return ""
    return "qcow2" if head.startswith(qcow2.MAGIC) else "raw"


def pack(disk: bytes, form: str, date: int) -> bytes:
    """The file of a disk, in one form."""
    if form == "qcow2":
        return qcow2.pack(disk)
    return gce.pack(disk, date) if form == "tar.gz" else disk
