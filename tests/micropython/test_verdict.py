# SPDX-License-Identifier: ISC
"""What counts as right, wrong and skipped."""

from __future__ import annotations

import pytest

from . import baseline, table, verdict
from .suite import ROOT, Script
from .verdict import Outcome, Output

PLAIN = Script("basics/int1.py")
RECORDED = Script("basics/string_pep498_fstring.py")
PATTERNS = Script("basics/bytes_compare3.py")
BENCHMARK = Script("perf_bench/bm_float.py")


def judged(test: Script, text: bytes, right: bytes = b"", well: bool = True) -> Outcome:
    return verdict.outcome(test, Output(text, well), verdict.digest(right))


@pytest.mark.parametrize(
    ("text", "well", "expected"),
    [
        (b"1\n", True, Outcome.PASSED),
        (b"1\r\n", True, Outcome.PASSED),
        (b"2\n", True, Outcome.FAILED),
        (b"1\n", False, Outcome.FAILED),
        (b"", True, Outcome.FAILED),
        (b"SKIP\n", True, Outcome.SKIPPED),
        (b"SKIP\n", False, Outcome.FAILED),
        (b"1\nSKIP\n", True, Outcome.FAILED),
    ],
)
def test_a_digest_decides(text: bytes, well: bool, expected: Outcome) -> None:
    assert judged(PLAIN, text, b"1\n", well) is expected


def test_upstreams_record_decides() -> None:
    recorded = PATTERNS.expected
    assert recorded == b"########\nFalse\n########\nFalse\n"
    assert judged(PATTERNS, b"Warning: a\nFalse\nWarning: b\nFalse\n") is Outcome.PASSED
    assert judged(PATTERNS, b"False\nFalse\n") is Outcome.PASSED
    assert judged(PATTERNS, b"Warning: a\nTrue\nFalse\n") is Outcome.FAILED
    assert judged(PATTERNS, b"False\nFalse\nFalse\nTrue\n") is Outcome.FAILED


def test_of_a_benchmark_the_result_counts() -> None:
    right = b"(1, 2)\n"
    assert judged(BENCHMARK, b"9 30 (1, 2)\n", right) is Outcome.PASSED
    assert judged(BENCHMARK, b"7 30 (1, 2)\n", right) is Outcome.PASSED
    assert judged(BENCHMARK, b"7 30 (1, 3)\n", right) is Outcome.FAILED
    assert judged(BENCHMARK, b"7 30 (1, 2)\n", right, well=False) is Outcome.FAILED
    assert judged(BENCHMARK, b"-1 -1 SKIP: none\n", right) is Outcome.SKIPPED


def test_unittest_says_it_itself() -> None:
    line = b"-" * 70
    good = b"test_x (T) ... ok\n" + line + b"\nRan 1 tests\n\nOK\n"
    bad = good.replace(b"\nOK\n", b"\nFAILED (failures=1, errors=0)\n")
    assert judged(PLAIN, good) is Outcome.PASSED
    assert judged(PLAIN, bad) is Outcome.FAILED


@pytest.mark.parametrize(
    ("patterns", "shown", "matching"),
    [
        (rb"total=\\d\+, [x]", b"total=12, [x]", True),
        (rb"total=\\d\+, [x]", b"total=12, x", False),
        (rb"total=\\d\+", b"total=12", True),
        (rb"total=\\d\+", b"total=", False),
        (rb"a.b", b"a.b", True),
        (rb"a.b", b"axb", False),
        (rb"from \[0-9a-f\]\+:", b"from 1a2:", True),
    ],
)
def test_backslashes_make_patterns(
    patterns: bytes, shown: bytes, matching: bool
) -> None:
    assert verdict.matches(patterns + b"\n", shown + b"\n") is matching


def test_the_place_of_the_suite_does_not_count() -> None:
    here = Output(b"/some/where/tests/io/argv.py\n", True, "/some/where/tests")
    assert here.whole == b"/tests/io/argv.py\n"


def test_the_table_is_written_as_it_is_read() -> None:
    assert baseline.dumps(baseline.load()) == baseline.FILE.read_text(encoding="utf-8")


def test_the_paper_has_the_numbers() -> None:
    paper = (ROOT / "docs" / "building.md").read_text(encoding="utf-8")
    assert "\n".join(table.by_group()) in paper
