# SPDX-License-Identifier: ISC
"""Cases: their keys by target, the commands they become, their judgement."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import direct
from .case import Case
from .case_file import CaseTable
from .job import Disk, End, Result, Tap


def _result(status: int, output: str, end: End = End.DONE) -> Result:
    return Result("x", end, status, output, 1.0)


@pytest.mark.parametrize(
    ("result", "problem"),
    [
        (_result(0, "SUCCESS"), ""),
        (_result(2, "SUCCESS"), "exit 2 instead of 0 or 1"),
        (_result(0, "nothing"), "the output lacks 'SUCCESS'"),
        (_result(1, "SUCCESS FAILURE"), "the output has 'FAILURE'"),
        (_result(0, "SUCCESS", End.TIMEOUT), "timeout after 1.0 s"),
        (_result(0, "SUCCESS", End.LOST), "lost after 1.0 s"),
    ],
)
def test_judgement(result: Result, problem: str) -> None:
    case = Case("x", exits=(0, 1), expect=["SUCCESS"], absent=["FAILURE"])
    assert case.problem(result) == problem


def test_one_of_several_texts_is_enough() -> None:
    case = Case("x", any_of=["not found", "No such file"])
    assert case.problem(_result(0, "sh: not found")) == ""
    assert case.problem(_result(0, "fine")).startswith("the output has none of")


def test_values_may_differ_by_target() -> None:
    table = CaseTable(
        {
            "name": "wnox",
            "exits": {"spt": [139], "hvt": [255]},
            "expect": {"hvt": ["ABORT"]},
        }
    )
    assert table.image == "test_wnox"
    assert (table.case("spt").exits, table.case("spt").expect) == ([139], ())
    assert (table.case("hvt").exits, table.case("hvt").expect) == ([255], ["ABORT"])


def test_devices_are_spelled_once_and_repeated() -> None:
    case = CaseTable(
        {
            "name": "many",
            "repeat": 2,
            "disks": ["d{n}.img=512"],
            "options": ["--x", "--block:d{n}=d{n}.img"],
            "taps": ["tap1=10.0.0.1/24,9000", "tap2=10.1.0.1/24"],
        }
    ).case("spt")
    assert case.disks == [Disk("d0.img", 512), Disk("d1.img", 512)]
    assert case.options == ["--x", "--block:d0=d0.img", "--block:d1=d1.img"]
    assert case.taps == [
        Tap("tap1", "10.0.0.1/24", 9000),
        Tap("tap2", "10.1.0.1/24", 1500),
    ]


def test_the_command_line_reaches_the_tender(tmp_path: Path) -> None:
    """Every word arrives as it was written, and the tender's status counts."""
    tender = tmp_path / "tender"
    tender.write_text('#!/bin/sh\nprintf "[%s]" "$@"\nexit 5\n')
    tender.chmod(0o755)
    case = Case(
        "x", mem=8, options=["--a b"], args=['it"s', "$HOME"], post="echo; echo after"
    )
    (result,) = direct.run_direct([case.job("x", tender, tender)])
    assert result.status == 5
    assert result.output == '[--mem=8][--a b][--][./image][it"s][$HOME]\nafter\n'
