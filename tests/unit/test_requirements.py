# SPDX-License-Identifier: ISC
"""The requirements files: what the lock says, for every host that it serves."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from echis import lock, pin, requirements

ROOT = Path(__file__).parents[2]
LOCK = lock.load(ROOT / "third_party.lock")
ENTRIES = {entry.name: entry for entry in LOCK.scope("host", "dev")}


def test_committed_ones_are_fresh() -> None:
    assert requirements.stale(ROOT, LOCK) == []


def test_refresh_writes_only_what_is_stale(tmp_path: Path) -> None:
    for name in ("third_party.lock", *requirements.FILES):
        (tmp_path / name).write_text((ROOT / name).read_text())
    copy = lock.load(tmp_path / "third_party.lock")
    assert pin.refresh(tmp_path, copy).endswith("nothing to change")
    (tmp_path / "requirements.txt").write_text("scons\n")
    assert pin.refresh(tmp_path, copy).endswith("written anew: requirements.txt")
    assert requirements.stale(tmp_path, copy) == []


@pytest.mark.parametrize("name", ENTRIES)
@pytest.mark.parametrize("arch", ["x86_64", "aarch64"])
@pytest.mark.parametrize("python", ["cp311", "cp312", "cp313"])
def test_every_host_has_a_wheel(name: str, arch: str, python: str) -> None:
    assert any(_fits(file.name, arch, python) for file in ENTRIES[name].files)


def _fits(wheel: str, arch: str, python: str) -> bool:
    tag, abi, platforms = wheel.removesuffix(".whl").rsplit("-", 3)[1:]
    pure = "py3" in tag.split(".")
    return (pure or tag == python or abi == "abi3") and (
        platforms == "any" or arch in platforms
    )


def test_nothing_is_missing_in_the_environment() -> None:
    """pip's own look at what the packages of this environment require."""
    names = [name for name in ENTRIES if ENTRIES[name].scope == "host"]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "check"],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stdout.splitlines() if line.split()[0] in names]
    assert platform.system() == "Linux"
    assert ours == []
