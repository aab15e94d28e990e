# SPDX-License-Identifier: ISC
"""A hostile hvt guest: wild pointers, lengths, handles and hypercalls never
crash the tender, and never let the guest at memory that is not its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.lab.errors import Missing
from tests.lab.job import Disk, End, Job, Result, Tap, command
from tests.lab.ways import run, way

from . import guest
from .tender import path

ARCHES = ("x86_64", "aarch64")
_MEMORY = 64 << 20
_MOST = (1 << 64) - 1
_ACCESS = "Invalid guest access"
_EINVAL = 2


@dataclass(frozen=True, slots=True)
class Case:
    """What the guest does, and what must come of it."""

    words: str
    status: int
    text: str = ""
    devices: bool = False


def _ended(words: str) -> Case:
    return Case(words, 1, _ACCESS)


def _device(words: str, status: int, text: str = "") -> Case:
    return Case(words, status, text, devices=True)


CASES: dict[str, Case] = {
    "echo": Case("echo a 'b c'", 0, 'echo a "b c"'),
    "walltime": Case("call 1", 0),
    "poll": Case("call 3 0", 0, "0 0 0 0 0"),
    "status": Case("call 8 0 42", 42),
    "status-negative": Case(f"call 8 0 {(1 << 32) - 1}", 255),
    "hypercall-0": Case("raw_ 0 b", 1, "Invalid guest"),
    "hypercall-9": Case("raw_ 9 b", 1, "Invalid guest"),
    "hypercall-ring": Case("raw_ 32 b", 1, "Invalid guest"),
    "puts-wild": _ended(f"call 2 {_MOST - 15} 8"),
    "puts-end-wraps": _ended(f"call 2 b {_MOST}"),
    "puts-past-end": _ended(f"call 2 {_MEMORY - 8} 9"),
    "puts-at-end": _ended("call 2 z 1"),
    "puts-all-of-64-bits": _ended(f"call 2 1 {_MOST - 1}"),
    "walltime-into-code": _ended("raw_ 1 x"),
    "poll-into-code": _ended("raw_ 3 x"),
    "halt-cookie-wild": _ended(f"call 8 {_MOST} 0"),
    "halt-cookie-past-end": _ended(f"call 8 {_MEMORY - 511} 0"),
    "block-without-device": Case("call 5 1 0 b 512 0", 0, f"1 0 B 512 {_EINVAL}"),
    "net-without-device": Case("call 7 1 b 64 0 0", 0, f"1 B 64 {_EINVAL} 0"),
    "block-handle-wild": _device(f"call 5 {_MOST} 0 b 512", 0, f"512 {_EINVAL}"),
    "block-handle-of-net": _device("call 5 2 0 b 512", 0, f"512 {_EINVAL}"),
    "net-handle-of-block": _device("call 7 1 b 64 0", 0, f"64 {_EINVAL}"),
    "block-read": _device("call 5 1 512 b 512 9", 0, "512 0"),
    "block-offset-at-end": _device("call 5 1 4096 b 512 9", 0, f"512 {_EINVAL}"),
    "block-offset-wraps": _device(f"call 5 1 {_MOST} b 512", 0, f"512 {_EINVAL}"),
    "block-length-wraps": _device(f"call 4 1 512 b {_MOST - 511}", 0, f"{_EINVAL}"),
    "block-length-large": _device("call 4 1 0 b 4097", 0, f"4097 {_EINVAL}"),
    "block-read-into-code": _device("call 5 1 0 x 512", 1, _ACCESS),
    "block-read-past-end": _device(f"call 5 1 0 {_MEMORY - 511} 512", 1, _ACCESS),
    "block-write-wild": _device(f"call 4 1 0 {_MOST - 5} 512", 1, _ACCESS),
    "net-write-wild": _device(f"call 6 2 {_MOST} 60", 1, _ACCESS),
    "net-write-length": _device(f"call 6 2 b {_MOST}", 1, _ACCESS),
    "net-read-length": _device(f"call 7 2 b {1 << 63}", 1, _ACCESS),
    "net-read-into-code": _device("call 7 2 x 64", 1, _ACCESS),
    **{
        f"structure-{name}-{number}": _ended(f"raw_ {number} {address}")
        for number in range(1, 9)
        for name, address in {
            "past-end": _MEMORY - 4,
            "at-end": _MEMORY,
            "far": (1 << 32) - 8,
        }.items()
    },
}

# The tender, sleeping in a guest's poll, ends by a signal.
_SIGNAL = """\
for number in INT TERM; do
  ./tender --mem=64 ./plain call 3 99999999999999 & tender=$!
  sleep 1; kill -$number $tender; wait $tender; echo "$number $?"
done
"""


def _job(name: str, case: Case, images: Mapping[str, Path]) -> Job:
    kind = "devices" if case.devices else "plain"
    options = ["--mem=64"]
    if case.devices:
        options += ["--block:storage=disk", "--net:service=tap0"]
    return Job(
        name=name,
        command=f"{command(['./tender', *options, './' + kind])} {case.words}",
        files={name: images[name] for name in ("tender", kind)},
        taps=[Tap("tap0", "10.0.0.1/24")] if case.devices else [],
        disks=[Disk("disk", 4096)] if case.devices else [],
    )


def _signal_job(images: Mapping[str, Path]) -> Job:
    files = {name: images[name] for name in ("tender", "plain")}
    return Job(name="signal", command=_SIGNAL, files=files)


@pytest.fixture(scope="session", params=ARCHES)
def results(request: pytest.FixtureRequest, guests: Path) -> Mapping[str, Result]:
    """All runs of one arch, in one host."""
    arch = request.param
    images = {
        "tender": path("hvt", arch),
        "plain": guest.build("hvt", arch, "none", guests),
        "devices": guest.build("hvt", arch, "devices", guests),
    }
    jobs = [_job(name, case, images) for name, case in CASES.items()]
    try:
        ends = run(way("hvt", arch), arch, [*jobs, _signal_job(images)])
    except Missing as missing:
        pytest.skip(str(missing))
    return {end.name: end for end in ends}


@pytest.mark.parametrize("name", CASES)
def test_guest(results: Mapping[str, Result], name: str) -> None:
    case, end = CASES[name], results[name]
    assert end.end is End.DONE
    assert end.status == case.status, end.output
    # The address of the guest's buffer is not known here: it reads as B.
    wanted = case.text.split("B")
    assert all(part in end.output for part in wanted), end.output


def test_signals(results: Mapping[str, Result]) -> None:
    assert "INT 130\nTERM 143\n" in results["signal"].output
