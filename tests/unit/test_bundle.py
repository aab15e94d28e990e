# SPDX-License-Identifier: ISC
"""Bundles: the same bytes from the same lock, and all that another machine needs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from echis import bundle, fetch, vendor
from echis.errors import ConfigError
from echis.lock import Entry, Lock
from echis.progress import Progress
from echis.vendor import State
from tests.sources import TREE, entry, tar

QUIET = Progress(None)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ECHIS_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("ECHIS_BUNDLE", raising=False)
    return tmp_path


def _lock(root: Path) -> tuple[Lock, Entry]:
    data = tar(TREE)
    (root / "demo.tar.xz").write_bytes(data)
    one = entry(data, origin="file:demo.tar.xz")
    dev = replace(entry(b"dev", origin="file:dev"), name="dev", scope="dev", vendor="")
    (root / "dev").write_bytes(b"dev")
    return Lock(root / "third_party.lock", (one, dev)), one


def _elsewhere(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another machine: another cache, another tree, and only the bundle."""
    monkeypatch.setenv("ECHIS_CACHE", str(root / "other-cache"))
    monkeypatch.setenv("ECHIS_BUNDLE", str(root / "b.tar"))
    (root / "other").mkdir()
    return root / "other"


def test_another_machine_vendors_offline(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, one = _lock(root)
    bundle.write(root, lock, root / "b.tar", progress=QUIET)
    other = _elsewhere(root, monkeypatch)
    vendor.vendor(other, lock, progress=QUIET)
    assert vendor.state(other, one) is State.FRESH


def test_same_bytes(root: Path) -> None:
    lock, _ = _lock(root)
    bundle.write(root, lock, root / "a.tar", progress=QUIET)
    bundle.write(root, lock, root / "b.tar", progress=QUIET)
    assert (root / "a.tar").read_bytes() == (root / "b.tar").read_bytes()
    assert not list(root.glob(".*"))


def test_checkers_only_when_asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, _ = _lock(root)
    dev = lock.entry("dev")
    bundle.write(root, lock, root / "b.tar", progress=QUIET)
    other = _elsewhere(root, monkeypatch)
    with pytest.raises(ConfigError) as caught:
        fetch.fetch(dev, dev.files[0], other, QUIET)
    assert str(caught.value) == (
        f"third_party.lock:7: dev: {root}/b.tar does not hold demo_1.0.orig.tar.xz; "
        "write it anew with ./scons bundle"
    )
    monkeypatch.delenv("ECHIS_BUNDLE")
    bundle.write(root, lock, root / "b.tar", progress=QUIET, dev=True)
    monkeypatch.setenv("ECHIS_BUNDLE", str(root / "b.tar"))
    assert fetch.fetch(dev, dev.files[0], other, QUIET).read_bytes() == b"dev"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no such bundle"),
        (b"no", "is not a bundle"),
        ("folder", "cannot be read: is a directory"),
    ],
)
def test_bad_bundles(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes | str | None,
    said: str,
) -> None:
    _, one = _lock(root)
    if isinstance(content, bytes):
        (root / "b.tar").write_bytes(content)
    elif content:
        (root / "b.tar").mkdir()
    other = _elsewhere(root, monkeypatch)
    with pytest.raises(ConfigError, match=said):
        fetch.fetch(one, one.files[0], other, QUIET)


def test_spoilt_bundle(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, one = _lock(root)
    bundle.write(root, lock, root / "b.tar", progress=QUIET)
    data = tar(TREE)
    spoilt = (root / "b.tar").read_bytes().replace(data, bytes(len(data)))
    (root / "b.tar").write_bytes(spoilt)
    other = _elsewhere(root, monkeypatch)
    with pytest.raises(ConfigError, match=r"but the bundle has .*; write it anew"):
        fetch.fetch(one, one.files[0], other, QUIET)
