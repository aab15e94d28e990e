# SPDX-License-Identifier: ISC
"""The rows as text, as Markdown, and as the JSON that is stored."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.figure import Goal, Row, Spread, Verdict

ROOT = Path(__file__).resolve().parents[1]
STORE = ROOT / "build" / "bench.json"
HEAD = ("figure", "measured", "quartiles", "goal", "verdict")


def cells(row: Row) -> tuple[str, ...]:
    """The row under `HEAD`."""
    goal = row.goal
    return (goal.figure, *_measured(row), bound(goal), _verdict(row))


def bound(goal: Goal) -> str:
    """The goal as the papers write it: `≤ 1.5 s`; empty when there is none."""
    if goal.limit is None:
        return ""
    return f"{'≥' if goal.at_least else '≤'} {_number(goal.limit)} {goal.unit}".strip()


def _measured(row: Row) -> tuple[str, str]:
    if row.spread is None:
        return "–", ""
    s = row.spread
    quartiles = f"{_number(s.low)} – {_number(s.high)}" if s.count > 1 else ""
    return f"{_number(s.median)} {row.goal.unit}".strip(), quartiles


def _verdict(row: Row) -> str:
    if row.verdict is Verdict.NOT_MEASURED:
        return f"{row.verdict}: {row.reason}"
    return str(row.verdict)


def _number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}".replace(",", " ")
    return f"{value:.3g}" if value < 10 else f"{value:.4g}"


def text(rows: Sequence[Row]) -> str:
    """Aligned lines for a terminal."""
    lines = [HEAD, *map(cells, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = (
        "  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True))
        for line in lines
    )
    return "".join(f"{line.rstrip()}\n" for line in padded)


def markdown(rows: Iterable[Row]) -> str:
    """The table of the paper."""
    lines = [HEAD, ("---",) * len(HEAD), *map(cells, rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def to_json(machine: dict[str, Any], rows: Iterable[Row]) -> str:
    """What is stored: the machine, and each row with its verdict."""
    data = [{**asdict(row), "verdict": row.verdict} for row in rows]
    return json.dumps({"machine": machine, "rows": data}, indent=1) + "\n"


def from_json(stored: str) -> tuple[dict[str, Any], list[Row]]:
    """What `to_json` stored."""
    data = json.loads(stored)
    return data["machine"], [_row(row) for row in data["rows"]]


def _row(data: dict[str, Any]) -> Row:
    found = data["spread"]
    return Row(Goal(**data["goal"]), Spread(**found) if found else None, data["reason"])
