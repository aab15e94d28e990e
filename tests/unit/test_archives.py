# SPDX-License-Identifier: ISC
"""Archives that attack the folder they are unpacked into, and sound ones."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from echis import archives
from echis.errors import ConfigError
from tests.sources import TREE, tar


def _member(
    name: str, kind: bytes = tarfile.REGTYPE, link: str = ""
) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, link
    return member


def _tar(path: Path, *members: tarfile.TarInfo, mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as packed:  # type: ignore[call-overload]
        for member in members:
            packed.addfile(member, io.BytesIO())
    return path


ATTACKS = {
    "parent": [_member("../evil")],
    "parent inside": [_member("a/../../evil")],
    "absolute": [_member("/tmp/evil")],
    "backslash": [_member("..\\evil")],
    "link to parent": [_member("a", tarfile.SYMTYPE, "..")],
    "absolute link": [_member("a", tarfile.SYMTYPE, "/etc")],
    "link by a link": [
        _member("d/e/f", tarfile.SYMTYPE, "../.."),
        _member("g", tarfile.SYMTYPE, "d/e/f/.."),
    ],
    "behind a link": [_member("a", tarfile.SYMTYPE, "b"), _member("a/evil")],
    "link over a folder": [_member("a/b"), _member("a", tarfile.SYMTYPE, "c")],
    "link, then file": [_member("a", tarfile.SYMTYPE, "b"), _member("a")],
    "hard link out": [_member("a", tarfile.LNKTYPE, "../evil")],
    "hard link to nothing": [_member("a", tarfile.LNKTYPE, "b")],
    "device": [_member("a", tarfile.CHRTYPE)],
    "pipe": [_member("a", tarfile.FIFOTYPE)],
}


@pytest.mark.parametrize("members", ATTACKS.values(), ids=ATTACKS)
def test_attacks_write_nothing(tmp_path: Path, members: list[tarfile.TarInfo]) -> None:
    packed = _tar(tmp_path / "x.tar.gz", _member("innocent"), *members)
    with pytest.raises(ConfigError, match=r"^x\.tar\.gz: .*; the archive is refused$"):
        archives.unpack(packed, packed.name, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert sorted(tmp_path.iterdir()) == [packed]


@pytest.mark.parametrize("name", ["../evil", "/evil", "a/../../evil"])
def test_zip_attacks(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.whl"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(name, b"evil")
    with pytest.raises(ConfigError, match="would leave the folder"):
        archives.unpack(path, path.name, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_zip_link_out(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as packed:
        link = zipfile.ZipInfo("a")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "../../etc")
    with pytest.raises(ConfigError, match="would leave the folder"):
        archives.unpack(path, path.name, tmp_path / "out")


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_links_inside_are_kept(tmp_path: Path, mode: str) -> None:
    file = _member("d/file")
    link = _member("d/e/link", tarfile.SYMTYPE, "../file")
    twin = _member("twin", tarfile.LNKTYPE, "d/file")
    packed = _tar(tmp_path / "x.tar", file, link, twin, mode=mode)
    archives.unpack(packed, packed.name, tmp_path / "out")
    assert (tmp_path / "out/d/e/link").readlink() == Path("../file")
    assert (tmp_path / "out/twin").is_file()


def test_strip_and_modes(tmp_path: Path) -> None:
    path = tmp_path / "x.tar.xz"
    path.write_bytes(tar(TREE))
    archives.unpack(path, path.name, tmp_path / "out", strip="demo-1.0")
    for name, data in TREE.items():
        assert (tmp_path / "out" / name).read_bytes() == data
    assert (tmp_path / "out/tools/run.sh").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "out/LICENSE").stat().st_mode & 0o777 == 0o644


def test_set_uid_is_dropped(tmp_path: Path) -> None:
    member = _member("a")
    member.mode = 0o6777
    packed = _tar(tmp_path / "x.tar", member)
    archives.unpack(packed, packed.name, tmp_path / "out")
    assert (tmp_path / "out/a").stat().st_mode & 0o7777 == 0o755


def test_outside_of_strip(tmp_path: Path) -> None:
    packed = _tar(tmp_path / "x.tar", _member("demo/a"), _member("other/b"))
    with pytest.raises(ConfigError, match="'other/b' is not in 'demo', which strip="):
        archives.unpack(packed, packed.name, tmp_path / "out", strip="demo")


def _deb(data: bytes) -> bytes:
    def part(name: bytes, body: bytes) -> bytes:
        size = str(len(body)).encode()
        head = name.ljust(16) + b"0".ljust(12) + b"0".ljust(6) * 2 + b"100644".ljust(8)
        return head + size.ljust(10) + b"`\n" + body + b"\n" * (len(body) % 2)

    return b"!<arch>\n" + part(b"debian-binary", b"2.0") + part(b"data.tar.xz", data)


def test_debian_package(tmp_path: Path) -> None:
    path = tmp_path / "x.deb"
    path.write_bytes(_deb(tar(TREE, top="usr")))
    archives.unpack(path, path.name, tmp_path / "out")
    assert (tmp_path / "out/usr/LICENSE").read_bytes() == TREE["LICENSE"]


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flip(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


@pytest.mark.parametrize("spoil", [_cut, _flip, lambda data: b"", lambda data: b"no"])
@pytest.mark.parametrize("kind", ["xz", "gz", "bz2", "zip", "deb"])
def test_broken_archives(
    tmp_path: Path, kind: str, spoil: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / f"x.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("a", b"a" * 5000)
    elif kind == "deb":
        path.write_bytes(_deb(tar(TREE)))
    else:
        member = _member("a")
        member.size = 5000
        with tarfile.open(path, f"w:{kind}") as packed_tar:  # type: ignore[call-overload]
            packed_tar.addfile(member, io.BytesIO(bytes(range(250)) * 20))
    path.write_bytes(spoil(path.read_bytes()))
    with pytest.raises(ConfigError, match="is no sound archive: "):
        archives.unpack(path, path.name, tmp_path / "out")
