# SPDX-License-Identifier: ISC
"""The nested host with Xen, on a guest of our own (guest.c) and on shell text."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from .errors import Missing
from .job import Disk, End, Job, Result, Tap, command
from .ways import Way, run
from .xen import TENDER

_COMPILE = (
    *(sys.executable, "-m", "ziglang", "cc", "-target", "x86-freestanding-none"),
    *("-nostdlib", "-ffreestanding", "-O1", "-Wall", "-Wextra", "-Werror"),
    *("-Wl,-e,start", "-Wl,--image-base=0x100000"),
)
_LOG = "/var/log/xen/console/*.log"
_STATUS = ("Solo5:", "exit", "status")
# Tells what the guest's backends are, then lets the guest go on.
_LOOK = """\
backend() { xenstore-read /local/domain/0/backend/$1/$DOMID/$2; }
backend vif 0/mac
backend vif 0/bridge
cat /sys/class/net/vif$DOMID.0/mtu
for disk in 51712 51728; do
  device=$(backend vbd $disk/physical-device-path)
  backend vbd $disk/mode
  blockdev --getro $device
  blockdev --getss $device
done
head -c 5 $device
echo
echo go >$(xenstore-read /local/domain/$DOMID/console/tty)
"""
_NOTHING_LEFT = """\
xenstore-list /local/domain
ls /sys/class/net
/usr/sbin/losetup -a
ls /var/log/xen/console
ps | grep -v grep | grep -c -e tender -e xenstore-watch
"""


def _guest(*words: str) -> str:
    return command(["./tender", "--", "./image", *words])


def _jobs(files: Mapping[str, Path]) -> list[Job]:
    def job(name: str, text: str, timeout: float = 60.0, **more: Path) -> Job:
        return Job(name, text, files={**files, **more}, timeout=timeout)

    return [
        job("status", _guest(*_STATUS, "7")),
        job("quoted", _guest("b c", 'd"\\', "", "e")),
        job("typed", f"echo hello | {_guest('input')}"),
        job("large", "./tender --mem=4096 -- ./image 4 GiB"),
        job("crash", _guest("crash")),
        job("reboot", _guest("reboot")),
        job("slow", _guest("loop"), timeout=4),
        job("killed", f"{_guest('loop')} & until grep -qs loop {_LOG}; do "
            "usleep 100000; done; kill $!; wait $!"),
        job("destroyed", "echo 'xl destroy $DOMID; exit 3' >hook\n"
            "./tender --hook=hook -- ./image loop"),
        job("two", f"{_guest(*_STATUS, '5')} & a=$!\n"
            f"{_guest(*_STATUS, '6')}; echo $?; wait $a"),
        _devices(files),
        job("no disk", "./tender --block:storage=nothing -- ./image"),
        job("left", _NOTHING_LEFT),
        job("fatal", "poweroff -f; sleep 60"),
        job("after", "uname -m; exit 9"),
    ]  # fmt: skip


def _devices(files: Mapping[str, Path]) -> Job:
    options = [
        *("--net:service=net7", "--net-mac:service=00:16:3e:00:00:07"),
        *("--block:first=first", "--block-sector-size:first=4096"),
        *("--block:second=second", "--block-readonly:second", "--hook=look"),
    ]
    return Job(
        "devices",
        command(["./tender", *options, "--", "./image", "input"]),
        files=files,
        taps=[Tap("net7", "10.7.0.1/24", 9000)],
        disks=[Disk("first", 1 << 20), Disk("second", 8192)],
        pre="printf HELLO | dd of=second conv=notrunc 2>&-\n"
        f"cat >look <<'END'\n{_LOOK}END",
    )


@pytest.fixture(scope="module")
def results(
    tmp_path_factory: pytest.TempPathFactory, say: Callable[[str], None]
) -> Mapping[str, Result]:
    """What came of each job, by name."""
    work = tmp_path_factory.mktemp("xen")
    image = work / "guest"
    source = Path(__file__).with_name("guest.c")
    subprocess.run([*_COMPILE, source, "-o", image], check=True, timeout=120)
    jobs = _jobs({"tender": TENDER, "image": image})
    try:
        found = run(Way.XEN, "x86_64", jobs, work=work, say=say)
    except Missing as missing:
        pytest.skip(str(missing))
    return {result.name: result for result in found}


@pytest.mark.parametrize(
    ("name", "status", "output"),
    [
        ("status", 7, "xen: poweroff\n"),
        ("quoted", 1, '"b c" "d\\"\\\\" "" e\nxen: poweroff\n'),
        ("typed", 1, "input\nhello\nxen: poweroff\n"),
        ("large", 1, "4 GiB\nxen: poweroff\n"),
        ("crash", 1, "crash\nxen: crash\n"),
        ("reboot", 1, "reboot\nxen: reboot\n"),
        ("killed", 143, "loop\nxen: terminated\n"),
        ("destroyed", 1, "xen: the hook's status is 3\nloop\nxen: destroyed\n"),
        ("no disk", 1, "xen: there is no disk nothing\n"),
        ("left", 1, "0\nlo\n0\n"),
        ("after", 9, "x86_64\n"),
    ],
)
def test_job(
    results: Mapping[str, Result], name: str, status: int, output: str
) -> None:
    found = results[name]
    assert (found.end, found.output) == (End.DONE, output)
    assert found.status == status


def test_a_guest_that_takes_too_long_is_ended(results: Mapping[str, Result]) -> None:
    assert results["slow"].end is End.TIMEOUT


def test_guests_may_run_side_by_side(results: Mapping[str, Result]) -> None:
    assert results["two"].status == 5
    assert sorted(results["two"].output.split("\n")) == sorted(
        ["", "6", "xen: poweroff", "xen: poweroff"]
    )


def test_devices(results: Mapping[str, Result]) -> None:
    assert results["devices"].output == (
        "00:16:3e:00:00:07\nnet7\n9000\nw\n0\n4096\nr\n1\n512\nHELLO\n"
        "input\ngo\nxen: poweroff\n"
    )


def test_a_host_that_dies_takes_one_job_with_it(results: Mapping[str, Result]) -> None:
    assert results["fatal"].end is End.LOST
    assert "Power down" in results["fatal"].output
