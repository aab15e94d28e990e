# SPDX-License-Identifier: ISC
"""A virtio image has its description for libvirt beside it, the same everywhere."""

from __future__ import annotations

from pathlib import Path

from echis import config_loader
from echis.arguments import host_arch
from echis.domains import files
from echis.info import of
from tests.build.conftest import ROOT, Scons

APP = ROOT / "tests" / "config" / "block"
WORDS = ("arch=x86_64,aarch64", f"app={APP}")


def test_the_file_is_what_the_application_says(scons: Scons, tmp_path: Path) -> None:
    """It depends on neither the folder of the build nor the machine's networks."""
    done = scons("target=virtio,spt", *WORDS)
    assert done.returncode == 0, done.stderr
    (application,) = config_loader.load_all([APP])
    for arch in ("x86_64", "aarch64"):
        folder = tmp_path / "dist" / ("" if arch == host_arch() else arch)
        found = {f.name: f.read_text() for f in folder.glob("*.xml")}
        assert found == files.texts(of(application, "virtio"), arch)
        assert str(tmp_path) not in "".join(found.values())
    assert scons("target=virtio", *WORDS, "-c").returncode == 0
    assert not list((tmp_path / "dist").rglob("*.xml"))


def test_a_build_of_another_target_writes_none(scons: Scons, tmp_path: Path) -> None:
    assert scons("target=spt", f"app={APP}").returncode == 0
    assert not list((tmp_path / "dist").rglob("*.xml"))
