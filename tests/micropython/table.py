# SPDX-License-Identifier: ISC
"""The suite in numbers, from the baseline and the rules."""

from __future__ import annotations

from . import baseline
from .suite import FROZEN, SOURCE, Script, excluded, rules, scripts

_HEADS = ["group", "tests", "baseline passes", "fails", "skips", "source", "frozen"]


def by_group() -> list[str]:
    """A row for each folder; the last two columns are the tests that must pass."""
    rows = [_row(group) for group in rules().folders]
    total = ["all", *(str(sum(int(r[i]) for r in rows)) for i in range(1, len(_HEADS)))]
    lines = [_HEADS, ["---"] * len(_HEADS), *rows, total]
    return [f"| {' | '.join(line)} |" for line in lines]


def by_rule(how: str) -> list[str]:
    """A line for each rule of a pass: how many tests it leaves out."""
    names = baseline.load().passed
    found = [excluded(name, how) for name in names]
    used = [rule for rule in rules().excluded if how in rule.passes]
    return [f"{rule.name}: {found.count(rule)}" for rule in used]


def required(how: str) -> list[Script]:
    """The tests that must pass in an image."""
    names = baseline.load().passed
    return [t for t in scripts() if t.name in names and not excluded(t.name, how)]


def tried(how: str) -> list[Script]:
    """The tests that a rule leaves out of this pass alone, and that can be built."""
    found = [(t, excluded(t.name, how)) for t in scripts()]
    known = baseline.load().passed
    return [
        test
        for test, rule in found
        if rule and rule.passes == (how,) and not rule.refused and test.name in known
    ]


def _row(group: str) -> list[str]:
    known = baseline.load()
    names = {test.name for test in scripts() if test.group == group}
    sets = (known.passed, known.failed, known.skipped)
    counts = [len(names), *(len(names & set(one)) for one in sets)]
    counts += [sum(t.group == group for t in required(how)) for how in (SOURCE, FROZEN)]
    return [group, *map(str, counts)]
