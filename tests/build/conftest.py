# SPDX-License-Identifier: ISC
"""The build as its user types it: `scons` of this environment, in this tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 600

Scons = Callable[..., subprocess.CompletedProcess[str]]


def scons_in(
    root: Path, *words: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """What `scons WORDS…` does in the checkout at `root`.

    `variables` are of the environment.
    """
    command = [sys.executable, str(Path(sys.executable).with_name("scons")), *words]
    environ = {k: v for k, v in os.environ.items() if k not in ("ECHIS_CWD",)}
    return subprocess.run(
        command,
        cwd=root,
        env=environ | variables,
        text=True,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )


@pytest.fixture
def scons(tmp_path: Path) -> Scons:
    """`scons` in this tree, with images in a folder of the test."""

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        return scons_in(ROOT, f"out={tmp_path / 'dist'}", *words)

    return call


@pytest.fixture
def app(tmp_path: Path) -> Callable[..., Path]:
    """A folder, outside the tree, with an application of the given files."""

    def make(**files: str) -> Path:
        folder = tmp_path / "app"
        folder.mkdir()
        config = files.pop("config", 'register("probe", [main("unikernel", job)])')
        (folder / "config.py").write_text(f"from echis import *\n{config}\n")
        for name, text in files.items():
            (folder / name.replace("__", ".")).write_text(text)
        return folder

    return make


def clone_of_tree(target: Path) -> Path:
    """A clone of this tree at another place, with what is not committed yet."""
    git(ROOT, "clone", "-q", "--no-checkout", str(ROOT), str(target))
    remote = git(ROOT, "remote", "get-url", "origin", check=False).strip()
    git(target, "remote", *(["set-url", "origin", remote] if remote else ["remove", "origin"]))
    git(target, "reset", "-q")
    return copy_of_tree(target)


def git(root: Path, *words: str, check: bool = True) -> str:
    """What `git WORDS…` prints in a checkout."""
    command = ["git", "-C", str(root), *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=check)
    return done.stdout


def copy_of_tree(target: Path) -> Path:
    """The files of this tree that git tracks, at another place."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    for name in listed.stdout.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    return target
