# SPDX-License-Identifier: ISC
"""docs/deploying.md: the copied files run alone, as the unit says."""

from __future__ import annotations

import configparser
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.build.conftest import scons_in
from tests.docs.papers import ROOT, blocks

PAPER = ROOT / "docs" / "deploying.md"
THERE = "/usr/local/lib/hello/"


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The other machine's folder, a copy of this one's files."""
    folder = tmp_path_factory.mktemp("hello")
    assert scons_in(ROOT, "target=spt", "app=examples/hello").returncode == 0
    block = blocks(PAPER, "console")[0]
    words = shlex.split(block)
    assert (words[0], words[-1]) == ("scp", f"host:{THERE}")
    subprocess.run(["cp", *words[1:-1], str(folder)], cwd=ROOT, check=True)
    return folder


@pytest.fixture
def unit(deployed: Path) -> str:
    """The unit, for the folder that the files were copied to."""
    (block,) = blocks(PAPER, "ini")
    return block.replace(THERE, f"{deployed}/")


def test_the_unit_starts_what_was_copied(unit: str, deployed: Path) -> None:
    service = configparser.ConfigParser(interpolation=None)
    service.optionxform = str  # type: ignore[assignment, method-assign]
    service.read_string(unit)
    words = shlex.split(service["Service"]["ExecStart"])
    done = subprocess.run(
        words, cwd="/", env={}, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (0, "Hi there\n" * 4)


def test_systemd_takes_the_unit(unit: str, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("systemd-analyze is not here")
    file = tmp_path / "hello.service"
    file.write_text(unit)
    done = subprocess.run(
        [program, "verify", "--man=no", str(file)], capture_output=True, text=True
    )
    ours = [line for line in done.stderr.splitlines() if "hello.service" in line]
    assert (done.returncode, ours) == (0, []), done.stderr
