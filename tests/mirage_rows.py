# SPDX-License-Identifier: ISC
"""The rows of `tests/mirage_rows.toml`, and what a run of the tests says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import tomli

FILE = Path(__file__).resolve().parent / "mirage_rows.toml"


@dataclass(frozen=True, slots=True)
class Row:
    """MirageOS's name, ours (empty where there is none), the targets it is for, and
    the tests that hold it.
    """

    section: str
    mirage: str
    echis: str
    targets: str
    tests: tuple[str, ...]


def load(file: Path = FILE) -> list[Row]:
    """The rows, in the file's order; TypeError for a key that is not one of them."""
    data = tomli.loads(file.read_text(encoding="utf-8"))
    return [Row(**{**row, "tests": tuple(row["tests"])}) for row in data["row"]]


def uncollected(rows: Iterable[Row], ids: Iterable[str]) -> list[str]:
    """``row: test`` for each test that does not exist."""
    # A test that has parameters stands for all of them.
    known = {name for id in ids for name in (id, id.partition("[")[0])}
    return [
        f"{row.section} {row.mirage}: {test} is not collected"
        for row in rows
        for test in row.tests
        if test not in known
    ]


def skipped(rows: Iterable[Row], outcomes: Mapping[str, str]) -> list[str]:
    """The rows of which every test that ran was skipped."""
    return [
        f"{row.section} {row.mirage}: every test of it was skipped"
        for row in rows
        if all(_only_skipped(test, outcomes) for test in row.tests)
    ]


def _only_skipped(test: str, outcomes: Mapping[str, str]) -> bool:
    found = [
        outcome
        for id, outcome in outcomes.items()
        if test in (id, id.partition("[")[0])
    ]
    return bool(found) and set(found) == {"skipped"}
