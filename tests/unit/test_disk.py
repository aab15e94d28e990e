# SPDX-License-Identifier: ISC
"""The forms of a disk, read back by other programs. It boots: tests/build."""

from __future__ import annotations

import gzip
import hashlib
import struct
import subprocess
import tarfile
from pathlib import Path

import pytest

from echis import bootvar
from echis.disk import forms, gce, iso9660, isolinux, qcow2
from echis.disk.isolinux import Loader
from echis.errors import ConfigError
from tests.lab import Missing, programs

MIB, GIB = 1 << 20, 1 << 30
LOADER = Loader(b"\1" * 432, bytes(range(256)) * 9, {"mboot.c32": b"m" * 3000})
IMAGE = b"\x7fELF" + bytes(70_000) + b"end"
DATE = 1_700_000_000  # 2023-11-14 22:13:20


def _sector(disk: bytes, at: int) -> bytes:
    return disk[at * iso9660.SECTOR : (at + 1) * iso9660.SECTOR]


def _files(disk: bytes) -> dict[str, tuple[int, int, bytes]]:
    """Sector, size and date of each file, by a reading of ECMA-119 of its own."""
    root = _sector(disk, 16)[156:190]
    folder, found = _sector(disk, struct.unpack_from("<I", root, 2)[0]), {}
    while length := folder[0]:
        name = folder[33 : 33 + folder[32]].decode()
        place, size = (struct.unpack_from("<I", folder, at)[0] for at in (2, 10))
        assert struct.unpack_from(">I", folder, 6)[0] == place
        found[name] = (place, size, folder[18:25])
        folder = folder[length:]
    return found


def _content(disk: bytes, name: str) -> bytes:
    at, size, _ = _files(disk)[name]
    return disk[at * iso9660.SECTOR :][:size]


def test_the_file_system() -> None:
    disk = isolinux.disk(IMAGE, ["--a=b c"], LOADER, 0)
    assert len(disk) % MIB == 0
    assert [_sector(disk, at)[:6] for at in (16, 17, 18)] == [
        b"\1CD001", b"\0CD001", b"\xffCD001",
    ]  # fmt: skip
    names = sorted(set(_files(disk)) - {"\0", "\1"})
    expected = ["IMAGE.ELF;1", "ISOLINUX.BIN;1", "ISOLINUX.CFG;1", "MBOOT.C32;1"]
    assert names == expected
    assert _content(disk, "IMAGE.ELF;1") == IMAGE
    assert _content(disk, "MBOOT.C32;1") == b"m" * 3000
    last = _content(disk, "ISOLINUX.CFG;1").decode().splitlines()[-1]
    assert last == 'APPEND IMAGE.ELF "--a=b c"'


def test_what_a_bios_reads() -> None:
    """A hard disk's by its boot sector, a CD's by El Torito's catalogue."""
    disk = isolinux.disk(IMAGE, [], LOADER, 0)
    place, _, _ = _files(disk)["ISOLINUX.BIN;1"]
    assert disk[:432] == LOADER.record
    assert struct.unpack_from("<Q", disk, 432) == (place * 4,)
    assert disk[446:454] == bytes([0x80, 0, 1, 0, 0x17, 63, 32, 0])
    assert struct.unpack_from("<II", disk, 454) == (0, len(disk) // 512)
    assert disk[510:512] == b"\x55\xaa"
    (at,) = struct.unpack_from("<I", _sector(disk, 17), 71)
    catalog = _sector(disk, at)
    assert sum(struct.unpack_from("<16H", catalog)) % 65536 == 0
    assert struct.unpack_from("<BBHBxHI", catalog, 32) == (0x88, 0, 0, 0, 4, place)


def test_the_loader_is_told_where_it_is() -> None:
    disk = isolinux.disk(IMAGE, [], LOADER, 0)
    place, size, _ = _files(disk)["ISOLINUX.BIN;1"]
    program = _content(disk, "ISOLINUX.BIN;1")
    words = struct.unpack(f"<{(size - 64) // 4}I", program[64:])
    table = (16, place, size, sum(words) % (1 << 32))
    assert struct.unpack_from("<4I", program, 8) == table
    assert (program[:8], program[64:]) == (LOADER.program[:8], LOADER.program[64:])


def test_cylinders_end_at_1024() -> None:
    big = isolinux.record(LOADER.record, 19, 1100 * MIB, b"1234")
    assert big[446:454] == bytes([0x80, 0, 1, 0, 0x17, 63, 0xE0, 0xFF])
    assert struct.unpack_from("<II", big, 454) == (0, 1100 * MIB // 512)


def test_a_date_is_the_only_one() -> None:
    disk = isolinux.disk(IMAGE, [], LOADER, DATE)
    dates = {date for _, _, date in _files(disk).values()}
    assert dates == {bytes([123, 11, 14, 22, 13, 20, 0])}
    assert _sector(disk, 16)[813:830] == b"2023111422132000\0"
    without = isolinux.disk(IMAGE, [], LOADER, 0)
    assert {date for _, _, date in _files(without).values()} == {bytes(7)}
    assert without == isolinux.disk(IMAGE, [], LOADER, 0)


@pytest.mark.parametrize(
    ("args", "line"),
    [
        ((), ""),
        (("--a=b", "c d"), '--a=b "c d"'),
        (("a  b   c",), r'"a \ b \ \ c"'),
        (("---", "x---", "a --- b"), r'\--- x--- "a \--- b"'),
        (("", "é"), '"" é'),
        ((r"a\  b",), r'"a\\ \ b"'),
    ],
)
def test_arguments_outlive_what_the_loader_does(
    args: tuple[str, ...], line: str
) -> None:
    assert isolinux.command_line(args) == line
    assert bootvar.split(" ".join(line.split())) == args
    assert "---" not in line.split()


@pytest.mark.parametrize("args", [["a\nb"], ["a\tb"], ["\x7f"], ["x" * 2001]])
def test_arguments_that_the_loader_cannot_pass_on(args: list[str]) -> None:
    with pytest.raises(ConfigError, match="the boot loader of a disk passes on"):
        isolinux.command_line(args)


def _disk() -> bytes:
    """One with something in its first, third and last cluster."""
    content = bytearray(3 * MIB)
    for at in (0, 2 * qcow2.CLUSTER + 5, 3 * MIB - 1):
        content[at] = 1 + at % 255
    return bytes(content)


def test_qcow2(tmp_path: Path) -> None:
    file, raw = tmp_path / "disk.qcow2", tmp_path / "disk.raw"
    file.write_bytes(qcow2.pack(_disk()))
    raw.write_bytes(_disk())
    assert forms.of(file) == "qcow2"
    assert file.stat().st_size == (5 + 3) * qcow2.CLUSTER
    assert _unpacked(file.read_bytes()) == _disk()
    try:
        programs.ensure("qemu-img")
    except Missing as missing:
        pytest.skip(str(missing))
    subprocess.run(["qemu-img", "check", "-q", str(file)], check=True)
    subprocess.run(["qemu-img", "compare", "-q", str(file), str(raw)], check=True)


def _unpacked(data: bytes) -> bytes:
    """A qcow2's disk, through its tables; every cluster of the file counts once."""
    (size,) = struct.unpack_from(">Q", data, 24)
    (l1, table) = struct.unpack_from(">QQ", data, 40)
    (block,) = struct.unpack_from(">Q", data, table)
    counts = struct.unpack_from(f">{len(data) // qcow2.CLUSTER + 1}H", data, block)
    assert counts == (1,) * (len(data) // qcow2.CLUSTER) + (0,)
    copied = (1 << 63) - 1
    (l2,) = struct.unpack_from(">Q", data, l1)
    entries = struct.unpack_from(f">{size // qcow2.CLUSTER}Q", data, l2 & copied)
    places = [entry & copied for entry in entries]
    empty = bytes(qcow2.CLUSTER)
    return b"".join(data[at : at + len(empty)] if at else empty for at in places)


def test_the_archive_of_gce(tmp_path: Path) -> None:
    file = tmp_path / "disk.tar.gz"
    file.write_bytes(gce.pack(_disk(), DATE))
    with tarfile.open(file) as archive:
        (info,) = archive.getmembers()
        assert (info.name, info.size, info.mtime) == ("disk.raw", GIB, DATE)
        assert info.sparse is not None
        assert info.sparse[:2] == [(0, 3 * MIB), (GIB, 0)]
        stream = archive.extractfile(info)
        assert stream is not None
        assert stream.read(3 * MIB + 9) == _disk() + bytes(9)
    # The old GNU form, and no longer than what it holds.
    content = gzip.decompress(file.read_bytes())
    assert content[257:265] == b"ustar  \0"
    assert len(content) % 10240 == 0
    assert len(content) < 3 * MIB + 20480


def test_gnu_tar_takes_the_archive_of_gce(tmp_path: Path) -> None:
    file = tmp_path / "disk.tar.gz"
    file.write_bytes(gce.pack(_disk(), 0))
    subprocess.run(["tar", "-xzf", file.name], cwd=tmp_path, check=True)
    raw = tmp_path / "disk.raw"
    assert raw.stat().st_size == GIB
    assert raw.stat().st_blocks * 512 < 8 * MIB
    with raw.open("rb") as stream:
        assert stream.read(3 * MIB) == _disk()


def test_forms(tmp_path: Path) -> None:
    image = tmp_path / "hello.virtio"
    names = [path.name for path in forms.paths(image)]
    assert names == ["hello.virtio.raw", "hello.virtio.qcow2", "hello.virtio.tar.gz"]
    disk = _disk()
    assert forms.pack(disk, "raw", 0) is disk
    assert forms.pack(disk, "qcow2", 0) == qcow2.pack(disk)
    assert forms.pack(disk, "tar.gz", DATE) == gce.pack(disk, DATE)
    assert forms.of(image) == ""
    image.write_bytes(IMAGE)
    assert forms.of(image) == ""
    image.write_bytes(disk)
    assert forms.of(image) == "raw"


def test_the_bytes_are_the_same_everywhere() -> None:
    """No version of a library has a say in them."""
    disk = isolinux.disk(IMAGE, ["--x"], LOADER, DATE)
    found = {form: _digest(disk, form) for form in ("raw", "qcow2", "tar.gz")}
    assert found == {
        "raw": "da6e561d330454b7",
        "qcow2": "3fbfb37901107768",
        "tar.gz": "6c2f447ad76df9a4",
    }


def _digest(disk: bytes, form: str) -> str:
    return hashlib.sha256(forms.pack(disk, form, DATE)).hexdigest()[:16]
