# SPDX-License-Identifier: ISC
"""What a test needs of the system: there, installed, or a reason with its remedy.

apt-get is a script in a PATH that has nothing else: what a machine has installed
is not for a test to change.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from . import programs
from .errors import Missing

PROGRAM = "qemu-system-aarch64"
REMEDY = "apt-get install --no-install-recommends qemu-system-arm"

pytestmark = pytest.mark.skipif(
    not Path("/etc/debian_version").exists(), reason="this is no Debian"
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH of one folder, for root."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return tmp_path


def script(path: Path, name: str, text: str) -> None:
    (path / name).write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{text}\n")
    (path / name).chmod(0o755)


def asked(path: Path) -> list[str]:
    return (path / "asked").read_text().splitlines()


def test_what_is_there_is_not_installed(path: Path) -> None:
    script(path, PROGRAM, "true")
    programs.ensure(PROGRAM)


def test_root_installs_it(path: Path) -> None:
    here = 'cd "$(dirname "$0")"; echo "$@" >>asked; '
    script(path, "apt-get", here + f"cp apt-get {PROGRAM}")
    programs.ensure(PROGRAM)
    assert shutil.which(PROGRAM)
    assert [line.split()[-1] for line in asked(path)] == ["qemu-system-arm"]


def test_without_lists_they_are_fetched_first(path: Path) -> None:
    here = 'cd "$(dirname "$0")"; echo "$@" >>asked; '
    script(
        path,
        "apt-get",
        here + 'case "$*" in *update) touch lists;; *) test -e lists || exit 100;; esac'
        f"; test -e lists && cp apt-get {PROGRAM}",
    )
    programs.ensure(PROGRAM)
    words = [line.split()[-1] for line in asked(path)]
    assert words == ["qemu-system-arm", "update", "qemu-system-arm"]


@pytest.mark.parametrize("text", ["exit 100", "true"])
def test_what_apt_get_cannot_do(path: Path, text: str) -> None:
    script(path, "apt-get", text)
    with pytest.raises(Missing, match="apt-get could not") as caught:
        programs.ensure(PROGRAM)
    assert caught.value.remedy == REMEDY


def test_a_user_is_told_the_command(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    script(path, "apt-get", "echo called >>asked")
    with pytest.raises(Missing) as caught:
        programs.ensure(PROGRAM)
    assert str(caught.value) == f"{PROGRAM} is not installed; enable it with: {REMEDY}"
    assert not (path / "asked").exists()
