# SPDX-License-Identifier: ISC
"""The reader of a nested host's console, on whole, odd and broken transcripts."""

from __future__ import annotations

import base64

from .job import End, Job
from .report import Transcript

_JOBS = [Job("one", "true", timeout=5), Job("two", "false", timeout=5)]


def _read(*lines: str) -> Transcript:
    script = Transcript(_JOBS)
    for line in lines:
        script.feed(line + "\r")
    return script


def _output(text: str) -> list[str]:
    data = base64.encodebytes(text.encode()).decode().splitlines()
    return [f"@@out {line}" for line in data]


def test_a_whole_transcript() -> None:
    text = "SUCCESS\n" * 50
    script = _read(
        "@@ready 2.5 6.1.0",
        "@@job 000",
        *_output(text),
        f"@@end 000 0 2.60 2.85 {len(text)}",
        "@@job 001",
        "@@end 001 255 2.90 3.00 0",
        "@@bye",
    )
    one, two = script.results
    assert (one.end, one.status, one.output) == (End.DONE, 0, text)
    assert abs(one.seconds - 0.25) < 1e-6
    assert (two.name, two.status, two.output) == ("two", 255, "")
    assert script.ready == "2.5 6.1.0"
    assert script.finished


def test_kernel_lines_are_kept_apart() -> None:
    script = _read("[    0.1] early", "[    0.2] x@@ready 2.5 6.1", "@@note no tun")
    assert script.ready == "2.5 6.1"
    assert list(script.console) == ["[    0.1] early", "no tun"]


def test_output_cannot_forge_a_result() -> None:
    text = "@@end 000 0 1 2 0\n"
    script = _read("@@job 000", *_output(text), f"@@end 000 7 1.0 2.0 {len(text)}")
    assert [result.status for result in script.results] == [7]
    assert script.results[0].output == text


def test_garbled_output_is_lost_not_trusted() -> None:
    for lines in (["@@out SGVsbG8="], ["@@out SG[ 1.0] oops"], []):
        script = _read("@@job 000", *lines, "@@end 000 0 1.0 2.0 4")
        assert script.results[0].end is End.LOST


def test_a_killed_job_timed_out_only_when_its_time_was_up() -> None:
    early = _read("@@job 000", "@@end 000 143 1.00 2.00 0").results[0]
    late = _read("@@job 000", "@@end 000 143 1.00 6.00 0").results[0]
    assert (early.end, late.end) == (End.DONE, End.TIMEOUT)


def test_a_host_that_stops_leaves_the_job_running() -> None:
    script = _read("@@ready 2.5 6.1", "@@job 001", "@@out abcd")
    assert script.running is _JOBS[1]
    assert not script.results
    assert not script.finished
