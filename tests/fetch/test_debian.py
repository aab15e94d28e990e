# SPDX-License-Identifier: ISC
"""Source and binary packages from a mirror's pool, and what it has now."""

from __future__ import annotations

import hashlib
import lzma
from dataclasses import replace
from pathlib import Path

import pytest

from echis import fetch, lock, pin
from echis.errors import ConfigError
from echis.fetch import debian
from echis.lock import Lock, Origin
from echis.progress import Progress
from tests.fetch.hostile import Behaviour, Mirror
from tests.sources import TREE, entry, leftovers, tar

DATA = tar(TREE)
ENTRY = entry(DATA)
NEW = tar(TREE | {"new": b"new\n"}, top="demo-1.1")
NEW_NAME = "demo_1.1+ds.orig.tar.xz"


@pytest.fixture(autouse=True)
def _configured(mirror: Mirror, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECHIS_DEBIAN_MIRROR", mirror.url)


def _sources(mirror: Mirror) -> None:
    """An index with 1.1+ds, between two packages that are not meant."""
    digest = hashlib.sha256(NEW).hexdigest()
    text = f"""\
Package: demo-extra
Version: 9-1

Package: demo
Version: 1.1+ds-3
Checksums-Sha256:
 {"0" * 64} 12 demo_1.1+ds-3.debian.tar.xz
 {digest} {len(NEW)} {NEW_NAME}

Package: zzz
Version: 1-1
"""
    index = "/dists/stable/main/source/Sources.xz"
    mirror.paths[index] = Behaviour(lzma.compress(text.encode()))


def _fetch() -> Path:
    return fetch.fetch(ENTRY, ENTRY.files[0], Path(), Progress(None))


def _error() -> str:
    with pytest.raises(ConfigError) as caught:
        _fetch()
    return str(caught.value)


def test_pool(mirror: Mirror) -> None:
    mirror.paths["/pool/main/d/demo/demo_1.0.orig.tar.xz"] = Behaviour(DATA)
    assert _fetch().read_bytes() == DATA


def test_pool_of_a_library_and_of_a_binary_of_another_name(mirror: Mirror) -> None:
    odd = replace(ENTRY, origin=Origin("deb", "libdemo/demo-bin"))
    mirror.paths["/pool/main/libd/libdemo/demo_1.0.orig.tar.xz"] = Behaviour(DATA)
    found = fetch.fetch(odd, odd.files[0], Path(), Progress(None))
    assert found.read_bytes() == DATA


def test_vanished_version(mirror: Mirror, cache: Path) -> None:
    _sources(mirror)
    assert _error() == (
        "third_party.lock:7: demo: demo_1.0.orig.tar.xz is not in the mirror's pool "
        "any more, which has 1.1+ds now; run ./scons lock update=demo"
    )
    assert leftovers(cache) == []


def test_vanished_version_without_an_index() -> None:
    assert _error().endswith("any more; run ./scons lock update=demo")


def test_unreachable_mirror(
    cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ECHIS_DEBIAN_MIRROR", "bogus://anna:hunter2@127.0.0.1/debian")
    assert _error() == (
        "third_party.lock:7: demo: no Debian mirror is configured; set "
        "ECHIS_DEBIAN_MIRROR to the address of one, or ECHIS_BUNDLE to a bundle"
    )


def test_refused_credentials_are_not_printed(
    mirror: Mirror, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror.paths["/pool/main/d/demo/demo_1.0.orig.tar.xz"] = Behaviour(login="a:b")
    address = mirror.url.replace("://", "://anna:hunter2@")
    monkeypatch.setenv("ECHIS_DEBIAN_MIRROR", address)
    said = _error()
    assert "wants credentials (HTTP 401)" in said
    assert "hunter2" not in said
    assert "127.0.0.1" not in said


def test_full_disk_is_one_sentence(mirror: Mirror, cache: Path) -> None:
    mirror.paths["/pool/main/d/demo/demo_1.0.orig.tar.xz"] = Behaviour(DATA)
    sources = cache / "sources"
    sources.mkdir(parents=True)
    # Every write to this device fails with ENOSPC; only the link to it is removed.
    (sources / f"{ENTRY.files[0].sha256}.part").symlink_to("/dev/full")
    said = _error()
    assert said == (
        f"third_party.lock:7: demo: the disk of {cache} is full; free some space "
        "and run it again"
    )
    assert leftovers(cache) == []


def test_latest_reads_the_index(mirror: Mirror) -> None:
    _sources(mirror)
    assert debian.latest(ENTRY).version == "1.1+ds"
    assert debian.latest(ENTRY).file.name == NEW_NAME


def test_update_changes_one_entry(mirror: Mirror, tmp_path: Path) -> None:
    _sources(mirror)
    mirror.paths[f"/pool/main/d/demo/{NEW_NAME}"] = Behaviour(NEW)
    other = replace(ENTRY, name="other", vendor="vendor/other")
    path = tmp_path / "third_party.lock"
    before = lock.dumps([other, ENTRY])
    path.write_text(before)
    said = pin.update(tmp_path, lock.load(path), "demo", progress=Progress(None))
    assert said == "demo 1.0 → 1.1+ds"
    changed = set(before.splitlines()) ^ set(path.read_text().splitlines())
    assert {line.split("=")[0].strip() for line in changed} == {
        "version",
        "purl",
        "strip",
        "{ name",
    }
    assert lock.load(path).entry("demo").strip == "demo-1.1"


def test_failed_update_leaves_the_lock(mirror: Mirror, tmp_path: Path) -> None:
    _sources(mirror)
    path = tmp_path / "third_party.lock"
    path.write_text(lock.dumps(Lock(path, (ENTRY,)).entries))
    before = path.read_text()
    with pytest.raises(ConfigError):
        pin.update(tmp_path, lock.load(path), "demo", progress=Progress(None))
    assert path.read_text() == before
