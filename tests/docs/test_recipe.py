# SPDX-License-Identifier: ISC
"""docs/building.md: the recipe for continuous integration, on a clean machine.

A clean clone, an empty cache, no terminal, no root, and no network: what it would
download comes from a bundle.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from echis.version import VERSION
from tests.build.conftest import scons_in
from tests.docs.papers import ROOT, blocks

NOBODY = "65534"
SECONDS = 900


@pytest.fixture
def machine() -> Iterator[Path]:
    """A home that everybody may enter, unlike pytest's folders."""
    with tempfile.TemporaryDirectory(prefix="echis-ci-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def unprivileged() -> list[str]:
    """The words before a command that take root's rights and the network away."""
    if os.geteuid():
        return []
    if not shutil.which("setpriv") or not shutil.which("unshare"):
        pytest.skip("setpriv and unshare are not here")
    ids = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return ["unshare", "-n", "setpriv", *ids, "--no-new-privs"]


def test_recipe(machine: Path) -> None:
    bundle, recipe = blocks(ROOT / "docs" / "building.md", "console"), ""
    for block in bundle:
        recipe = block if block.startswith("git clone") else recipe
    named = f"dist/echis-{VERSION}-bundle.tar"
    assert any(named in block for block in bundle)
    made = scons_in(ROOT, f"out={machine}", "bundle")
    assert made.returncode == 0, made.stderr
    # As another user's clone would be: git refuses the files of somebody else.
    subprocess.run(
        ["git", "clone", "-q", "--bare", str(ROOT), str(machine / "origin")], check=True
    )
    (machine / ".gitconfig").write_text("[safe]\n\tdirectory = *\n")
    if not os.geteuid():
        for path in (machine, *machine.rglob("*")):
            os.chown(path, int(NOBODY), int(NOBODY))
    environ = {
        "HOME": str(machine),
        "PATH": "/usr/bin:/bin",
        "REPOSITORY": f"file://{machine}/origin",
        "CI_CACHE": str(machine / "kept"),
        "ECHIS_BUNDLE": str(machine / Path(named).name),
    }
    done = subprocess.run(
        [*unprivileged(), "sh", "-euc", recipe],
        cwd=machine,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == ""
    assert "\r" not in done.stderr
    for image in ("hello.spt", "hello.hvt", "solo5-spt", "solo5-hvt"):
        assert (machine / "echis" / "dist" / image).is_file()
    ran = subprocess.run(
        [machine / "echis/dist/solo5-spt", "--", machine / "echis/dist/hello.spt"],
        capture_output=True,
        text=True,
    )
    assert ran.stdout.count("\n") == 4
