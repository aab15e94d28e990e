# SPDX-License-Identifier: ISC
"""Trees and disks that take nothing: a sentence each, and no traceback."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.build.conftest import ROOT, SECONDS, copy_of_tree, scons_in

HELLO = ("target=spt", "app=examples/hello")


def _mounted(root: Path, mount: str, *words: str) -> subprocess.CompletedProcess[str]:
    """What `scons WORDS…` does in `root` after a mount that nobody else sees."""
    unshare = shutil.which("unshare")
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    space = [str(unshare), *user, "--mount", "sh", "-c"]
    if not unshare or subprocess.run([*space, "true"], check=False).returncode:
        pytest.skip("there is no unshare here, or it may not mount")
    scons = [sys.executable, str(Path(sys.executable).with_name("scons")), *words]
    return subprocess.run(
        [*space, f"{mount} && exec {shlex.join(scons)}"],
        cwd=root,
        text=True,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )


def _read_only(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    place = shlex.quote(str(root))
    mount = f"mount --bind {place} {place} && mount -o remount,bind,ro {place}"
    # The folder that the shell stands in is below the mount, until it enters it anew.
    return _mounted(root, f"{mount} && cd {place}", *words)


@pytest.mark.parametrize("verb", ["build", "bundle"])
def test_a_read_only_tree_is_one_sentence(verb: str) -> None:
    done = _read_only(ROOT, *(HELLO if verb == "build" else ()), verb)
    folder, advice = {
        "build": (ROOT, "build in a copy of the tree"),
        "bundle": (ROOT / "dist", "out= names another folder"),
    }[verb]
    said = f"echis: cannot write into {folder}, it is read-only: {advice}\n"
    assert (done.returncode, done.stderr) == (1, said)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of this tree with the sources that are vendored here."""
    copy = copy_of_tree(tmp_path / "tree")
    (copy / "vendor").symlink_to(ROOT / "vendor")
    return copy


def test_a_full_disk_is_told(tree: Path) -> None:
    (tree / "build").mkdir()
    place = shlex.quote(str(tree / "build"))
    mount = f"mount -t tmpfs -o size=256k tmpfs {place}"
    done = _mounted(tree, mount, *HELLO, "-j1")
    assert done.returncode
    assert "Traceback" not in done.stderr
    said = done.stderr.splitlines()[-1]
    assert re.fullmatch(
        rf"echis: the disk of {tree}/build is full, \d+ KiB are left; free some space "
        "and run it again",
        said,
    )


def test_no_room_for_what_scons_notes_is_told(tree: Path) -> None:
    # Every write to this device fails as on a full disk.
    (tree / ".sconsign.tmp").symlink_to("/dev/full")
    done = scons_in(tree, "target=spt")
    said = done.stderr.splitlines()
    assert done.returncode == 1
    assert said[-1] == (
        f"echis: the disk of {tree} is full; free some space and run it again"
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("verb", ["build", "bundle"])
def test_a_folder_that_cannot_be_made_is_one_sentence(verb: str) -> None:
    done = scons_in(ROOT, *HELLO, "out=/dev/null/images", verb)
    assert done.returncode == 1
    assert done.stderr == "echis: /dev/null/images: Not a directory\n"
