# SPDX-License-Identifier: ISC
"""QEMU's command line, and the guest's status out of what it prints."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from echis import qemu, status_line
from echis.errors import ConfigError

ROOT = Path(__file__).parents[2]


def _given(*words: str) -> list[str]:
    return qemu.words([*words, "--", "dir/hello.virtio", "--a=b c", "d"], "x86_64")


def test_the_image_and_its_arguments() -> None:
    words = _given("--mem=32")
    assert words[0] == "qemu-system-x86_64"
    assert words[words.index("-m") + 1] == "32"
    assert words[-4:] == ["-kernel", "dir/hello.virtio", "-append", '"--a=b c" d']
    assert _given()[_given().index("-m") + 1] == "512"


@pytest.mark.parametrize(
    ("head", "form"), [(b"\x33\xed", "raw"), (b"QFI\xfb", "qcow2"), (b"", "raw")]
)
def test_a_disk_has_its_arguments(tmp_path: Path, head: bytes, form: str) -> None:
    disk = tmp_path / "a,b"
    disk.write_bytes(head + bytes(512))
    words = qemu.words(["--", str(disk)], "x86_64")
    assert words[-2:] == ["-drive", f"if=ide,format={form},file={tmp_path}/a,,b"]
    assert "-kernel" not in words
    with pytest.raises(ConfigError, match="is a disk, which has its arguments in it"):
        qemu.words(["--", str(disk), "-v"], "x86_64")


def test_an_image_is_no_disk(tmp_path: Path) -> None:
    image = tmp_path / "image"
    image.write_bytes(b"\x7fELF")
    assert "-kernel" in qemu.words(["--", str(image)], "x86_64")


def test_devices() -> None:
    words = _given(
        "--net:service=@7",
        "--net-mac:service=02:00:00:00:00:01",
        "--block:d=a,b.img",
        "--block-sector-size:d=4096",
    )
    shown = " ".join(words)
    assert "-netdev tap,id=service,fd=7 " in shown
    assert "virtio-net-pci,netdev=service,mac=02:00:00:00:00:01,host_mtu=1500" in shown
    assert "-drive id=d,if=none,format=raw,file=a,,b.img " in shown
    sector = "logical_block_size=4096,physical_block_size=4096"
    assert f"virtio-blk-pci,drive=d,serial=d,{sector}" in shown


def test_many_devices_share_slots() -> None:
    words = _given(*(f"--block:d{n}=f" for n in range(63)))
    places = [word.rpartition("addr=")[2] for word in words if "addr=" in word]
    assert len(set(places)) == 63
    assert places[:9:8] == ["4.0,multifunction=on", "5.0,multifunction=on"]


@pytest.mark.parametrize("words", [["--mme=3"], ["--", "x"][:1], ["image"]])
def test_what_is_no_option(words: list[str]) -> None:
    with pytest.raises(ConfigError):
        qemu.words(words, "x86_64")


def _run(script: str, capfdbinary: pytest.CaptureFixture[bytes]) -> tuple[int, bytes]:
    status = status_line.run([sys.executable, "-c", script])
    return status, capfdbinary.readouterr().out


@pytest.mark.parametrize(
    ("printed", "passed_on", "status"),
    [
        (b"a\nSolo5: exit status 7\n", b"a\n", 7),
        (b"Solo5: exit status 255\n", b"", 255),
        (b"Solo5: exit status 3\nmore\n", b"Solo5: exit status 3\nmore\n", 1),
        (b"no end Solo5: exit status 3\n", b"no end ", 3),
        (b"SSoSolo5: Solo5: exit status 3\n", b"SSoSolo5: ", 3),
        (b"", b"", 1),
        (b"Solo5: ex", b"Solo5: ex", 1),
        (b"\nSolo5: exit status 0\n", b"\n", 0),
    ],
)
def test_the_last_line_is_the_status(
    printed: bytes,
    passed_on: bytes,
    status: int,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    at_once = f"import os; os.write(1, {printed!r})"
    assert _run(at_once, capfdbinary) == (status, passed_on)
    by_bytes = (
        "import os, time\nfor b in {!r}: os.write(1, bytes([b])); time.sleep(.001)"
    )
    by_bytes = by_bytes.format(printed)
    assert _run(by_bytes, capfdbinary) == (status, passed_on)


def test_the_console_is_not_held_back() -> None:
    reading, writing = os.pipe()
    script = "import os, time; os.write(1, b'Solo5: no\\nyes'); time.sleep(60)"
    command = [sys.executable, "-c", script]
    runner = f"from echis import status_line; exit(status_line.run({command!r}))"
    process = subprocess.Popen(
        [sys.executable, "-c", runner],
        stdout=writing,
        env=os.environ | {"PYTHONPATH": str(ROOT / "site_scons")},
    )
    os.close(writing)
    found = b""
    while len(found) < len(b"Solo5: no\nyes"):
        found += os.read(reading, 100)
    assert found == b"Solo5: no\nyes"
    process.terminate()
    assert process.wait(10) == 143
    os.close(reading)


def test_a_program_that_is_missing_is_told() -> None:
    with pytest.raises(ConfigError, match="qemu-nothing is not installed"):
        status_line.run(["qemu-nothing"])
