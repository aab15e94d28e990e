# SPDX-License-Identifier: ISC
"""Vendored trees: verified, stamped, kept when edited, and no network when fresh."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from echis import lock, tree, vendor
from echis.errors import ConfigError
from echis.lock import Entry, Lock, Patch
from echis.progress import Progress
from echis.vendor import State
from tests.sources import TREE, entry, tar

PATCH = b"--- a/LICENSE\n+++ b/LICENSE\n@@ -1 +1 @@\n-free\n+open\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ECHIS_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("ECHIS_BUNDLE", raising=False)
    folder = tmp_path / "tree"
    folder.mkdir()
    return folder


def _entry(root: Path, files: dict[str, bytes] = TREE, version: str = "1.0") -> Entry:
    data = tar(files)
    (root / f"demo-{version}.tar.xz").write_bytes(data)
    name = f"demo-{version}.tar.xz"
    return entry(data, origin=f"file:{name}", file=name, version=version)


def _vendor(root: Path, one: Entry, *, force: bool = False) -> str:
    said = io.StringIO()
    whole = Lock(root / "third_party.lock", (one,))
    vendor.vendor(root, whole, force=force, progress=Progress(said))
    return said.getvalue()


def _error(root: Path, one: Entry) -> str:
    with pytest.raises(ConfigError) as caught:
        _vendor(root, one)
    return str(caught.value)


def _license(root: Path) -> Path:
    return root / "vendor/demo/LICENSE"


def test_fresh_tree_needs_nothing(root: Path) -> None:
    one = _entry(root)
    assert _vendor(root, one) == "echis: vendor: demo 1.0\n"
    shutil.rmtree(root.parent / "cache")
    (root / one.origin.name).unlink()
    assert _vendor(root, one) == ""
    assert vendor.state(root, one) is State.FRESH


def test_edited_tree_is_named_and_kept(root: Path) -> None:
    one = _entry(root)
    _vendor(root, one)
    _license(root).write_bytes(b"mine\n")
    assert _vendor(root, one) == (
        "echis: vendor: vendor/demo is edited here (LICENSE) and kept; "
        "./scons vendor force=1 restores it\n"
    )
    assert _license(root).read_bytes() == b"mine\n"
    _vendor(root, one, force=True)
    assert _license(root).read_bytes() == TREE["LICENSE"]


@pytest.mark.parametrize("how", ["added", "removed", "mode"])
def test_every_kind_of_edit_is_seen(root: Path, how: str) -> None:
    one = _entry(root)
    _vendor(root, one)
    if how == "added":
        _license(root).with_name("NEW").touch()
    elif how == "removed":
        _license(root).unlink()
    else:
        _license(root).chmod(0o755)
    assert vendor.state(root, one) is State.EDITED


def test_touched_but_equal_tree_is_fresh(root: Path) -> None:
    one = _entry(root)
    _vendor(root, one)
    _license(root).write_bytes(TREE["LICENSE"])
    assert vendor.state(root, one) is State.FRESH


def test_python_caches_are_no_edit(root: Path) -> None:
    one = _entry(root)
    _vendor(root, one)
    folder = root / "vendor/demo/tools/__pycache__"
    folder.mkdir()
    (folder / "x.pyc").touch()
    assert vendor.state(root, one) is State.FRESH


def test_new_version_replaces_an_untouched_tree(root: Path) -> None:
    _vendor(root, _entry(root))
    new = _entry(root, {"LICENSE": b"new\n"}, "1.1")
    assert vendor.state(root, new) is State.STALE
    _vendor(root, new)
    assert tree.contents(root / "vendor/demo").keys() == {"LICENSE"}


def test_new_version_does_not_replace_an_edited_tree(root: Path) -> None:
    _vendor(root, _entry(root))
    _license(root).write_bytes(b"mine\n")
    assert _error(root, _entry(root, {"LICENSE": b"new\n"}, "1.1")) == (
        "third_party.lock:7: vendor/demo is edited here (LICENSE), and the lock now "
        "wants 1.1: save the edits, then run ./scons vendor force=1"
    )
    assert _license(root).read_bytes() == b"mine\n"


def test_somebody_elses_folder_is_kept(root: Path) -> None:
    one = _entry(root)
    _license(root).parent.mkdir(parents=True)
    _license(root).write_bytes(b"mine\n")
    assert "is not what the lock says (LICENSE, py/vm.c, tools" in _vendor(root, one)
    assert _license(root).read_bytes() == b"mine\n"


def test_copied_tree_without_a_stamp_is_adopted(root: Path) -> None:
    one = _entry(root)
    _vendor(root, one)
    shutil.rmtree(root / "vendor/.echis")
    _vendor(root, one)
    assert vendor.state(root, one) is State.FRESH


def test_linked_folder_is_kept(root: Path) -> None:
    one = _entry(root)
    (root / "mine").mkdir()
    (root / "vendor").mkdir()
    (root / "vendor/demo").symlink_to("../mine")
    assert "kept" in _vendor(root, one)
    assert (root / "vendor/demo").is_symlink()


def test_interrupted_swap_is_done_again(root: Path) -> None:
    one = _entry(root)
    _vendor(root, one)
    (root / "vendor/.echis/demo.replacing").touch()
    shutil.move(root / "vendor/demo", root / "vendor/.echis/demo.old")
    (root / "vendor/.echis/demo.new").mkdir()
    _vendor(root, one)
    assert vendor.state(root, one) is State.FRESH
    rests = {path.name for path in (root / "vendor/.echis").iterdir()}
    assert rests == {"demo.lock", "demo.stamp"}


def test_hostile_archive_leaves_no_tree(root: Path) -> None:
    data = tar({"../../evil": b""})
    (root / "demo.tar.xz").write_bytes(data)
    one = entry(data, origin="file:demo.tar.xz")
    assert _error(root, one) == (
        "third_party.lock:7: demo: demo_1.0.orig.tar.xz: 'demo-1.0/../../evil' would "
        "leave the folder; the archive is refused"
    )
    assert not (root / "vendor/demo").exists()
    assert not (root / "evil").exists()


def test_local_file_of_another_hash(root: Path) -> None:
    one = _entry(root)
    (root / one.origin.name).write_bytes(b"other")
    found = hashlib.sha256(b"other").hexdigest()
    assert _error(root, one) == (
        f"third_party.lock:7: demo: {root}/demo-1.0.tar.xz: expected sha256 "
        f"{one.files[0].sha256}, but it has {found}"
    )


def test_patches(root: Path) -> None:
    (root / "p.patch").write_bytes(PATCH)
    digest = hashlib.sha256(PATCH).hexdigest()
    one = replace(_entry(root), patches=(Patch("p.patch", digest),))
    _vendor(root, one)
    assert _license(root).read_bytes() == b"open\n"
    (root / "p.patch").write_bytes(PATCH + b"\n")
    shutil.rmtree(root / "vendor")
    assert "p.patch: expected sha256" in _error(root, one)


def test_host_packages_are_not_vendored(root: Path) -> None:
    host = replace(_entry(root), scope="host", vendor="", strip="")
    whole = Lock(root / "third_party.lock", (host,))
    with pytest.raises(ConfigError, match="demo: is of scope host"):
        vendor.vendor(root, whole, ["demo"], progress=Progress(None))


def test_lock_is_not_changed(root: Path) -> None:
    one = _entry(root)
    path = root / "third_party.lock"
    path.write_text(lock.dumps([one]))
    before = path.stat()
    vendor.vendor(root, lock.load(path), progress=Progress(None))
    assert path.stat().st_mtime_ns == before.st_mtime_ns


_CHILD = """
import sys
from pathlib import Path
from echis import lock, vendor
from echis.errors import ConfigError
from echis.progress import Progress
root = Path(sys.argv[1])
try:
    vendor.vendor(root, lock.load(root / "third_party.lock"), progress=Progress())
except ConfigError as error:
    sys.exit(str(error))
"""


def test_read_only_tree(root: Path) -> None:
    """As a mount, since root may write wherever modes forbid it."""
    one = _entry(root)
    (root / "third_party.lock").write_text(lock.dumps([one]))
    child = [sys.executable, "-c", _CHILD, str(root)]
    script = 'mount --bind -o ro "$0" "$0" && exec "$@"'
    program = shutil.which("unshare")
    if not program:
        pytest.skip("there is no unshare here")
    probe = subprocess.run([program, "-rm", "true"], capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("user namespaces are not allowed here")
    done = subprocess.run(
        [program, "-rm", "sh", "-c", script, str(root), *child],
        capture_output=True,
        text=True,
        check=False,
        env={
            "PYTHONPATH": str(Path(__file__).parents[2] / "site_scons"),
            "ECHIS_CACHE": str(root.parent / "cache"),
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        },
    )
    assert done.stderr == (
        f"{root}/third_party.lock:4: demo: cannot write {root}/vendor: "
        "Read-only file system\n"
    )
