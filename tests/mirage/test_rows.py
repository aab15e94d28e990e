# SPDX-License-Identifier: ISC
"""Every row has tests, they exist, and what it is called here is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import echis
from tests import mirage_rows as rows

ROOT = Path(__file__).resolve().parents[2]
ROWS = rows.load()


@pytest.fixture(scope="module")
def collected() -> list[str]:
    files = sorted({test.partition("::")[0] for row in ROWS for test in row.tests})
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", *files]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_every_test_exists(collected: list[str]) -> None:
    assert rows.uncollected(ROWS, collected) == []


def test_a_test_that_is_gone_is_told(collected: list[str]) -> None:
    row = rows.Row("1.1", "typ", "typ", "all", ("tests/gone.py::test_typ",))
    assert rows.uncollected([row], collected) == [
        "1.1 typ: tests/gone.py::test_typ is not collected"
    ]


def test_a_row_that_is_only_skipped_is_told() -> None:
    row = rows.Row("1.1", "typ", "typ", "all", ("a", "b"))
    assert rows.skipped([row], {"a": "skipped", "b": "passed"}) == []
    assert rows.skipped([row], {"a": "skipped"}) == []
    assert rows.skipped([row], {"a": "skipped", "b": "skipped"}) == [
        "1.1 typ: every test of it was skipped"
    ]


def test_no_row_twice_and_none_without_a_test() -> None:
    names = [(row.section, row.mirage) for row in ROWS]
    assert len(set(names)) == len(names)
    assert all(row.tests for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.section}-{row.mirage}")
def test_our_name_is_there(row: rows.Row) -> None:
    for name in row.echis.split(", "):
        if re.fullmatch(r"[A-Za-z_0-9.]+", name) and name != "calling":
            found: object = echis
            for part in name.split("."):
                found = getattr(found, part)
