# SPDX-License-Identifier: ISC
"""Jobs on this machine itself: status, time, and nothing left behind."""

from __future__ import annotations

import contextlib
import subprocess
import time
from pathlib import Path

import pytest

from . import direct
from .errors import Missing
from .job import Disk, End, Job, Result, Tap


def _run(job: Job) -> Result:
    (result,) = direct.run_direct([job])
    return result


def test_status_and_both_outputs() -> None:
    result = _run(Job("x", "echo out; echo err >&2; exit 9"))
    assert (result.end, result.status, result.output) == (End.DONE, 9, "out\nerr\n")


def test_a_signal_is_128_and_its_number() -> None:
    assert _run(Job("x", "sh -c 'kill -SEGV $$'")).status == 139


def test_files_and_disks_lie_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("content")
    files, disks = {"file": tmp_path / "data"}, [Disk("disk.img", 6)]
    job = Job("x", "cat file; wc -c <disk.img", files=files, disks=disks)
    assert _run(job).output == "content6\n"


def test_what_takes_too_long_is_ended_with_its_children() -> None:
    start = time.monotonic()
    result = _run(Job("x", "sleep 4711.5 & sleep 4711.5", timeout=0.5))
    assert result.end is End.TIMEOUT
    assert time.monotonic() - start < 5
    while b"sleep\x004711.5\0" in _command_lines():
        assert time.monotonic() - start < 10


def _command_lines() -> list[bytes]:
    lines = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            lines.append(file.read_bytes())
    return lines


def test_taps_are_private() -> None:
    try:
        direct.needs_network()
    except Missing as missing:
        pytest.skip(str(missing))
    name = "echislab7"
    job = Job("x", f"cat /sys/class/net/{name}/mtu || ip link show {name}",
              taps=[Tap(name, "10.77.0.1/24", 9000)])  # fmt: skip
    result = _run(job)
    assert result.status == 0
    assert "9000" in result.output
    argv = ["ip", "link", "show", name]
    assert subprocess.run(argv, check=False, capture_output=True).returncode != 0
