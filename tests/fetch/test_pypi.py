# SPDX-License-Identifier: ISC
"""Wheels from a package index on loopback, by pip and by the wrapper's own reader."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bootstrap import Stop, pip_wheel
from bootstrap.pip_wheel import Pin
from echis import fetch
from echis.errors import ConfigError
from echis.lock import Entry
from echis.progress import Progress
from tests.fetch.hostile import Behaviour, Mirror
from tests.sources import entry

_META = "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n"
_WHEEL = "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: {}\n"


def _wheel(tag: str) -> tuple[str, bytes]:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("demo.py", "x = 1\n")
        packed.writestr("demo-1.0.dist-info/METADATA", _META)
        packed.writestr("demo-1.0.dist-info/WHEEL", _WHEEL.format(tag))
        packed.writestr("demo-1.0.dist-info/RECORD", "")
    return f"demo-1.0-{tag}.whl", buffer.getvalue()


PURE = _wheel("py3-none-any")
FOREIGN = _wheel("cp312-cp312-manylinux_2_17_aarch64.manylinux2014_aarch64")


def _entry(name: str, data: bytes) -> Entry:
    one = entry(data, origin="pypi:demo", file=name, strip="")
    return replace(one, scope="host", vendor="")


def _index(mirror: Mirror, *wheels: tuple[str, bytes], login: str = "") -> str:
    links = "".join(f'<a href="/files/{name}">{name}</a>\n' for name, _ in wheels)
    page = f"<!DOCTYPE html><html><body>{links}</body></html>".encode()
    for project in ("demo", "pip"):
        mirror.paths[f"/simple/{project}/"] = Behaviour(
            page, login=login, type="text/html"
        )
    for name, data in wheels:
        mirror.paths[f"/files/{name}"] = Behaviour(data, login=login)
    return f"{mirror.url}/simple"


def _fetch(one: Entry) -> Path:
    return fetch.fetch(one, one.files[0], Path(), Progress(None))


@pytest.mark.parametrize("wheel", [PURE, FOREIGN], ids=["pure", "other host"])
def test_wheel_of_any_host(
    mirror: Mirror,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    wheel: tuple[str, bytes],
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", _index(mirror, PURE, FOREIGN))
    assert _fetch(_entry(*wheel)).read_bytes() == wheel[1]


def test_wrong_wheel(
    mirror: Mirror, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", _index(mirror, PURE))
    wrong = _entry(PURE[0], b"other")
    expected, came = wrong.files[0].sha256, hashlib.sha256(PURE[1]).hexdigest()
    with pytest.raises(ConfigError) as caught:
        _fetch(wrong)
    assert str(caught.value) == (
        f"third_party.lock:7: demo: demo==1.0: expected sha256 {expected}, but {came} "
        "came; either the index serves another file than the one that is pinned, or "
        "the pin was edited: look at git diff"
    )
    assert not list(cache.rglob("*.whl"))


def test_missing_version_and_no_credentials_in_the_error(
    mirror: Mirror, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = _index(mirror, login="anna:hunter2")
    monkeypatch.setenv("PIP_INDEX_URL", index.replace("://", "://anna:hunter2@"))
    with pytest.raises(ConfigError) as caught:
        _fetch(_entry(*PURE))
    assert "does not answer or has no demo==1.0; " in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_source_archives_are_not_built(cache: Path) -> None:
    with pytest.raises(ConfigError, match="only wheels are taken"):
        _fetch(_entry("demo-1.0.tar.gz", b"x"))


PIN = Pin("pypi:pip", PURE[0], len(PURE[1]), hashlib.sha256(PURE[1]).hexdigest())


def test_wrapper_reads_html(
    mirror: Mirror, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", _index(mirror, PURE))
    assert pip_wheel.obtain([PIN], tmp_path).read_bytes() == PURE[1]


def test_wrapper_reads_json(
    mirror: Mirror, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = _index(mirror, PURE)
    page = {"files": [{"filename": PURE[0], "url": f"../../files/{PURE[0]}"}]}
    mirror.paths["/simple/pip/"] = Behaviour(json.dumps(page).encode())
    monkeypatch.setenv("PIP_INDEX_URL", index)
    assert pip_wheel.obtain([PIN], tmp_path).read_bytes() == PURE[1]


def test_wrapper_logs_in_but_not_behind_a_redirect(
    mirror: Mirror, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = _index(mirror, PURE, login="anna:hunter2")
    monkeypatch.setenv("PIP_INDEX_URL", index.replace("://", "://anna:hunter2@"))
    assert pip_wheel.obtain([PIN], tmp_path).read_bytes() == PURE[1]
    with Mirror() as other:
        other.paths["/f"] = Behaviour(PURE[1])
        moved = Behaviour(location=f"{other.url}/f")
        mirror.paths[f"/files/{PURE[0]}"] = moved
        assert pip_wheel.obtain([PIN], tmp_path).read_bytes() == PURE[1]
        assert "Authorization" not in other.asked[0][1]


def test_wrapper_takes_a_folder_of_wheels(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = tmp_path / "wheels"
    links.mkdir()
    (links / PURE[0]).write_bytes(PURE[1])
    monkeypatch.setenv("PIP_FIND_LINKS", str(links))
    assert pip_wheel.obtain([PIN], tmp_path).read_bytes() == PURE[1]


def test_wrapper_takes_a_bundle(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tarfile.open(tmp_path / "b.tar", "w") as packed:
        member = tarfile.TarInfo(f"files/x/{PURE[0]}")
        member.size = len(PURE[1])
        packed.addfile(member, io.BytesIO(PURE[1]))
    monkeypatch.setenv("ECHIS_BUNDLE", str(tmp_path / "b.tar"))
    assert pip_wheel.obtain([PIN], tmp_path).read_bytes() == PURE[1]


def test_wrapper_refuses_another_file(
    mirror: Mirror, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", _index(mirror, (PURE[0], b"other")))
    with pytest.raises(Stop, match=f"expected sha256 {PIN.sha256}, but "):
        pip_wheel.obtain([PIN], tmp_path)


def test_wrapper_says_what_to_do(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://anna:hunter2@127.0.0.1:9/simple")
    with pytest.raises(Stop) as caught:
        pip_wheel.obtain([PIN], tmp_path)
    assert str(caught.value) == (
        "this Python has no pip and none can be fetched (Connection refused): install "
        "this Python's ensurepip (Debian: apt install python3-venv), name a package "
        "index (PIP_INDEX_URL or pip.conf) or a bundle (ECHIS_BUNDLE)"
    )
