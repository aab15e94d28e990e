# SPDX-License-Identifier: ISC
"""The supervision of a host: programs that behave as a good, a dying and a
hanging QEMU do, and a real nested host that jobs kill.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from . import boot as boot_module
from .boot import Machine, boot
from .errors import Missing
from .job import End, Job, Result
from .report import Transcript
from .ways import Way, run

_JOBS = [Job("one", "true", timeout=0.1), Job("two", "true", timeout=0.1)]
_FIRST = "@@ready 2.5 6.1\\n@@job 000\\n@@end 000 0 1.0 1.5 0\\n"


def _boot(text: str, then: str, work: Path) -> Transcript:
    argv = ["sh", "-c", f"printf '{text}'; {then}"]
    return boot(Machine(argv, work / "console.log"), _JOBS, lambda result: None)


def test_a_whole_run_is_read_and_kept(tmp_path: Path) -> None:
    second = "@@job 001\\n@@end 001 3 1.5 2.0 0\\n@@bye\\n"
    script = _boot(_FIRST + second, "true", tmp_path)
    assert [result.status for result in script.results] == [0, 3]
    assert script.finished
    assert "@@bye" in (tmp_path / "console.log").read_text()


def test_a_host_that_dies_is_noticed_at_once(tmp_path: Path) -> None:
    start = time.monotonic()
    script = _boot(_FIRST + "@@job 001\\nKernel panic\\n", "exit 1", tmp_path)
    assert [result.name for result in script.results] == ["one"]
    assert script.running is _JOBS[1]
    assert "Kernel panic" in script.console
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("text", ["", _FIRST + "@@job 001\\n"])
def test_a_host_that_hangs_is_ended(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boot_module, "BOOT_LIMIT", 0.3)
    monkeypatch.setattr(boot_module, "_JOB_GRACE", 0.3)
    start = time.monotonic()
    script = _boot(text, "exec sleep 60", tmp_path)
    assert not script.finished
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("arch", ["x86_64", "aarch64"])
def test_a_nested_host_outlives_what_its_jobs_do(arch: str, tmp_path: Path) -> None:
    jobs = [
        Job("before", "uname -m; exit 7"),
        Job("slow", "sleep 60", timeout=2),
        Job("leaves a child", "sleep 60 & echo done"),
        Job("fatal", "poweroff -f; sleep 60"),
        Job("after", "ps | grep -c '[s]leep 60'"),
    ]
    before, slow, child, fatal, after = _nested(arch, jobs, tmp_path)
    assert (before.end, before.status, before.output) == (End.DONE, 7, f"{arch}\n")
    assert slow.end is End.TIMEOUT
    assert child.output == "done\n"
    assert fatal.end is End.LOST
    assert (after.end, after.output) == (End.DONE, "0\n")


def _nested(arch: str, jobs: list[Job], work: Path) -> list[Result]:
    try:
        return run(Way.NESTED, arch, jobs, work=work)
    except Missing as missing:
        pytest.skip(str(missing))
