# SPDX-License-Identifier: ISC
"""Killed at any moment and run again, and run twice at once: the same result."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from echis import lock
from echis.lock import Lock
from tests.fetch.hostile import Behaviour, Mirror
from tests.sources import TREE, entry, leftovers, tar

ROOT = Path(__file__).parents[2]
DATA = tar(TREE | {"noise": os.urandom(400_000)})
ENTRY = entry(DATA)
FILE = ENTRY.files[0]

_CHILD = """
import sys
from pathlib import Path
from echis import lock, vendor
from echis.progress import Progress
root = Path(sys.argv[1])
vendor.vendor(root, lock.load(root / "third_party.lock"), progress=Progress())
"""


def _start(root: Path, mirror: Mirror) -> subprocess.Popen[str]:
    environ = os.environ | {
        "PYTHONPATH": str(ROOT / "site_scons"),
        "ECHIS_DEBIAN_MIRROR": mirror.url,
    }
    return subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(root)],
        env=environ,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    root.mkdir()
    (root / "third_party.lock").write_text(lock.dumps(Lock(root, (ENTRY,)).entries))
    return root


def _whole(tree: Path) -> bool:
    vendored = tree / "vendor" / "demo"
    return all((vendored / name).read_bytes() == TREE[name] for name in TREE)


def _rests(tree: Path) -> list[str]:
    return sorted(path.name for path in (tree / "vendor" / ".echis").iterdir())


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_killed_download_is_resumed(
    mirror: Mirror, cache: Path, tree: Path, share: float
) -> None:
    pool = f"/pool/main/d/demo/{FILE.name}"
    # A pause per kilobyte, so that the kill comes into the middle.
    mirror.paths[pool] = Behaviour(DATA, slow=0.004, times=1, fine=Behaviour(DATA))
    part = cache / "sources" / f"{FILE.sha256}.part"
    child = _start(tree, mirror)
    while not part.exists() or part.stat().st_size < share * len(DATA):
        assert child.poll() is None, child.communicate()[1]
        time.sleep(0.01)
    child.kill()
    child.communicate()
    assert not (tree / "vendor" / "demo").exists()

    again = _start(tree, mirror)
    assert again.communicate()[1].count("Traceback") == 0
    assert again.returncode == 0
    assert _whole(tree)
    assert leftovers(cache) == [FILE.sha256]
    assert mirror.ranges[1].startswith("bytes=")


@pytest.mark.parametrize("delay", [0.05, 0.15, 0.2, 0.25, 0.3, 0.4])
def test_killed_anywhere(mirror: Mirror, cache: Path, tree: Path, delay: float) -> None:
    mirror.paths[f"/pool/main/d/demo/{FILE.name}"] = Behaviour(DATA)
    child = _start(tree, mirror)
    time.sleep(delay)
    child.kill()
    child.communicate()
    again = _start(tree, mirror)
    said = again.communicate()[1]
    assert again.returncode == 0, said
    assert _whole(tree)
    assert _rests(tree) == ["demo.lock", "demo.stamp"]
    assert leftovers(cache) == [FILE.sha256]


def test_two_at_once(mirror: Mirror, cache: Path, tree: Path) -> None:
    mirror.paths[f"/pool/main/d/demo/{FILE.name}"] = Behaviour(DATA, slow=0.001)
    both = [_start(tree, mirror), _start(tree, mirror)]
    for child in both:
        said = child.communicate()[1]
        assert child.returncode == 0, said
    assert _whole(tree)
    assert len(mirror.asked) == 1
