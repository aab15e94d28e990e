# SPDX-License-Identifier: ISC
"""What `bench` makes of its measurements, and that the paper's goals are its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import count
from types import SimpleNamespace

import pytest

from bench import __main__ as bench
from bench import figure, interpreter, measure, paper, size, table
from bench.figure import Goal, NotMeasured, Row, Spread, Verdict
from bench.place import Place
from echis import verbs

MOST = Goal("start", "ms", 1.5)
LEAST = Goal("speed", limit=1.0, at_least=True)


def test_spread_is_the_median_and_the_quartiles() -> None:
    assert figure.spread([5, 1, 4, 2, 3]) == Spread(3, 2, 4, 5)
    assert figure.spread([7]) == Spread(7, 7, 7, 1)


def test_a_ratio_is_taken_within_each_round() -> None:
    """A machine that gets slower and slower changes no ratio."""
    under = [1.0, 2.0, 4.0, 8.0]
    assert figure.ratio([3 * t for t in under], under) == Spread(3, 3, 3, 4)
    with pytest.raises(ValueError):
        figure.ratio([1.0], under)


@pytest.mark.parametrize(
    ("goal", "quartiles", "verdict"),
    [
        (MOST, (1.4, 1.5, 1.6), Verdict.REACHED),
        (MOST, (1.4, 1.51, 1.6), Verdict.MISSED),
        (LEAST, (0.9, 1.0, 1.1), Verdict.REACHED),
        (LEAST, (0.9, 0.99, 1.0), Verdict.WITHIN_SPREAD),
        (LEAST, (0.9, 0.95, 0.99), Verdict.MISSED),
        (Goal("disk", "MB"), (1, 2, 3), Verdict.NO_GOAL),
    ],
)
def test_verdict(
    goal: Goal, quartiles: tuple[float, float, float], verdict: Verdict
) -> None:
    low, median, high = quartiles
    assert Row(goal, Spread(median, low, high, 9)).verdict is verdict


def test_what_is_not_measured_says_why() -> None:
    row = Row(LEAST, reason="no mirror")
    assert row.verdict is Verdict.NOT_MEASURED
    assert table.cells(row) == ("speed", "–", "", "≥ 1", "not measured: no mirror")


def test_one_reason_spoils_only_its_own_rows() -> None:
    found: figure.Found = {"start": Spread(1, 1, 1, 1), "speed": NotMeasured("why")}
    good, bad = figure.rows([MOST, LEAST], found)
    assert (good.verdict, bad.reason) == (Verdict.REACHED, "why")


def test_a_figure_that_cannot_be_had_has_all_its_rows() -> None:
    def refuse(place: Place) -> figure.Found:
        raise NotMeasured("no git")

    module = SimpleNamespace(GOALS=(MOST, LEAST), measure=refuse)
    rows = bench.measured(module, Place(table.ROOT))  # type: ignore[arg-type]
    assert [row.reason for row in rows] == ["no git"] * 2


def test_a_goal_that_was_forgotten_is_an_error() -> None:
    with pytest.raises(KeyError):
        figure.rows([MOST], {})


def test_the_first_round_is_not_counted_and_rounds_take_turns() -> None:
    clock = count()
    once = {name: lambda: float(next(clock)) for name in ("a", "b")}
    assert measure.in_turn(once, 2) == {"a": [2, 4], "b": [3, 5]}


def test_a_command_that_fails_is_no_figure() -> None:
    assert 0 < measure.milliseconds(["/bin/true"]) < 10_000
    with pytest.raises(RuntimeError, match="ended with status"):
        measure.milliseconds(["/bin/false"])


def test_store_and_back() -> None:
    rows = [Row(MOST, Spread(1, 0.5, 2, 3)), Row(LEAST, reason="no mirror")]
    machine = {"cores": 2}
    assert table.from_json(table.to_json(machine, rows)) == (machine, rows)


def test_the_paper_gets_the_table() -> None:
    machine = {"cores": 2, "processor": "x", "load": 0.1, "date": "1970-01-01"}
    before = f"before\n{paper.BEGIN}old\n{paper.END}after\n"
    row = Row(MOST, Spread(1, 0.5, 2, 3))
    placed = paper.placed(before, machine, [row])
    assert "| start | 1 ms | 0.5 – 2 | ≤ 1.5 ms | reached |\n" in placed
    assert placed.startswith("before\n")
    assert placed.endswith(f"{paper.END}after\n")
    assert "old" not in placed
    assert paper.placed(placed, machine, [row]) == placed


def test_numbers_are_short() -> None:
    values: Mapping[float, tuple[str, ...]] = {206832: ("206 832", ""), 1.0: ("1", "")}
    for value, shown in values.items():
        row = Row(Goal("x"), Spread(value, value, value, 1))
        assert table.cells(row)[1:3] == shown


def test_every_figure_can_be_chosen() -> None:
    assert tuple(bench.FIGURES) == verbs.FIGURES


def test_no_two_figures_have_one_name() -> None:
    names = [goal.figure for goal in paper.GOALS]
    assert len(set(names)) == len(names)


def test_the_paper_shows_what_bench_measures() -> None:
    text = paper.PAPER.read_text(encoding="utf-8")
    shown = text.partition(paper.BEGIN)[2].partition(paper.END)[0]
    lines = re.findall(r"^\| (.*) \|$", shown, re.MULTILINE)[2:]
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    assert [(c[0], c[3]) for c in cells] == [
        (g.figure, table.bound(g)) for g in paper.GOALS
    ]


@pytest.mark.parametrize(
    ("status", "printed"),
    [
        (255, "1.5\n"),
        (0, '1.5\nTraceback:\n  File "unikernel.py", line 11, in start\nX: y\n'),
        (255, '1.5\nTraceback:\n  File "unikernel.py", line 12, in start\n'),
    ],
)
def test_an_image_that_does_less_has_no_size(status: int, printed: str) -> None:
    (_, subject) = size.SUBJECTS[1]
    with pytest.raises(RuntimeError, match="traceback ended with status"):
        size.check(subject, status, printed)


def test_interpreters_that_disagree_have_no_time() -> None:
    interpreter.check_answers({"ours": "1 3\n", "cpython": "1 3\n"})
    with pytest.raises(RuntimeError, match="the interpreters disagree"):
        interpreter.check_answers({"ours": "1 3\n", "cpython": "1 4\n"})
