# SPDX-License-Identifier: ISC
"""Property × target × arch: each cell is one test, `wnox-hvt-x86_64`."""

from __future__ import annotations

import pytest

from tests.lab import Missing
from tests.lab.batches import Batches

from .matrix import Cell, cells
from .record import Record


@pytest.mark.parametrize("cell", cells(), ids=lambda cell: cell.id)
def test_property(cell: Cell, batches: Batches, record: Record) -> None:
    if cell.skip:
        record.note(cell, "skipped", cell.skip)
        pytest.skip(cell.skip)
    record.note(cell, "failed", "it has no result")
    try:
        result = batches.result(cell)
    except Missing as missing:
        record.note(cell, "skipped", str(missing))
        pytest.skip(str(missing))
    problem = cell.case.problem(result)
    outcome = "failed" if problem else "passed"
    record.note(cell, outcome, problem, result.seconds)
    assert not problem, f"{result.describe()}: {problem}\n{result.output}"
