# SPDX-License-Identifier: ISC
"""A figure: what is measured, what is to be reached, and whether it was."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class NotMeasured(Exception):
    """Why a figure cannot be had on this machine, in words."""


class Verdict(StrEnum):
    """How a figure stands to its goal."""

    REACHED = "reached"
    WITHIN_SPREAD = "within spread"
    MISSED = "MISSED"
    NO_GOAL = ""
    NOT_MEASURED = "not measured"


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure by its name. ``limit`` is an upper bound unless ``at_least``."""

    figure: str
    unit: str = ""
    limit: float | None = None
    at_least: bool = False

    def allows(self, value: float) -> bool:
        """Whether ``value`` is as good as the goal; where there is none, any is."""
        if self.limit is None:
            return True
        return value >= self.limit if self.at_least else value <= self.limit


@dataclass(frozen=True, slots=True)
class Spread:
    """A median, the quartiles around it, and how many values they are of."""

    median: float
    low: float
    high: float
    count: int


def spread(values: Sequence[float]) -> Spread:
    """The median and quartiles of at least one value."""
    if len(values) == 1:
        return Spread(values[0], values[0], values[0], 1)
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(median, low, high, len(values))


def ratio(over: Sequence[float], under: Sequence[float]) -> Spread:
    """The spread of the ratios within each round: what slows a round slows both."""
    return spread([a / b for a, b in zip(over, under, strict=True)])


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: the figure, or the reason why there is none."""

    goal: Goal
    spread: Spread | None = None
    reason: str = ""

    @property
    def verdict(self) -> Verdict:
        """A lower bound also counts as reached within the measured spread."""
        if self.spread is None:
            return Verdict.NOT_MEASURED
        if self.goal.limit is None:
            return Verdict.NO_GOAL
        if self.goal.allows(self.spread.median):
            return Verdict.REACHED
        if self.goal.at_least and self.goal.allows(self.spread.high):
            return Verdict.WITHIN_SPREAD
        return Verdict.MISSED


Found = dict[str, Spread | NotMeasured]


def rows(goals: Sequence[Goal], found: Found) -> list[Row]:
    """A row for each goal, in order; every one must have been looked for."""
    return [_row(goal, found[goal.figure]) for goal in goals]


def _row(goal: Goal, found: Spread | NotMeasured) -> Row:
    if isinstance(found, NotMeasured):
        return Row(goal, reason=str(found))
    return Row(goal, found)
