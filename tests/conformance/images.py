# SPDX-License-Identifier: ISC
"""Where `./scons test` puts what the tests run: images and tenders."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from echis import qemu
from tests.lab import programs
from tests.lab.ways import tender as tender_of

ROOT = Path(__file__).resolve().parents[2]


def build() -> Path:
    """The build folder, $ECHIS_BUILD."""
    return Path(os.environ.get("ECHIS_BUILD") or ROOT / "build")


def built(file: Path) -> Path:
    """`file` itself. Raises FileNotFoundError: what is absent would else pass
    every test that wants a refusal.
    """
    if not file.is_file():
        raise FileNotFoundError(f"{file} is not built; `./scons test` builds it")
    return file


def image(name: str, target: str, arch: str) -> Path:
    """The image of tests/unikernels/`name`."""
    return build() / f"{target}-{arch}" / "tests" / f"{name}.{target}"


def tender(target: str, arch: str) -> Path:
    """Our tender: for this machine's arch in dist/, else in dist/<arch>/.

    That of virtio is a program around QEMU, that of xen is the lab's, for dom0.
    Raises Missing where there is none.
    """
    if target == "virtio":
        programs.ensure(qemu.PROGRAM.format(arch=arch))
    dist = Path(os.environ.get("ECHIS_DIST") or ROOT / "dist")
    here = dist if arch == platform.machine() else dist / arch
    return tender_of(here, target)
