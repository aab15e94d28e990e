# SPDX-License-Identifier: ISC
"""`bench` and its paper as they are typed: rows on stdout, a file of them, and the
paper that has them. Judges no time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import paper, table
from bench.figure import Row, Spread
from tests.build.conftest import ROOT, copy_of_tree, scons_in

STORE = ROOT / "build" / "bench.json"


@pytest.fixture(autouse=True)
def _kept() -> Iterator[None]:
    """The figures that the user measured."""
    before = STORE.read_bytes() if STORE.exists() else None
    yield
    STORE.unlink(missing_ok=True)
    if before is not None:
        STORE.write_bytes(before)


def test_bench_prints_and_stores_the_figures_asked_for() -> None:
    done = scons_in(ROOT, "bench", "figures=size,memory")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["figure", "measured", "quartiles", "goal", "verdict"]
    rows = json.loads(STORE.read_text())["rows"]
    figures = [row["goal"]["figure"] for row in rows]
    assert [line.partition("  ")[0] for line in lines[1:]] == figures
    assert [row["verdict"] for row in rows] == ["reached"] * 4


def test_a_whole_run_is_put_into_the_paper(tmp_path: Path) -> None:
    """The figures are made up; the marks, the goals and the paper are ours."""
    root = copy_of_tree(tmp_path)
    whole = [Row(goal, Spread(4321, 4321, 4321, 1)) for goal in paper.GOALS]
    store = root / "build" / "bench.json"
    store.parent.mkdir()
    machine = {"cores": 2, "processor": "P", "load": 0.1, "date": "2026-01-31"}
    for rows, status in ((whole[1:], 1), (whole, 0)):
        store.write_text(table.to_json(machine, rows))
        done = subprocess.run(
            [sys.executable, "-m", "bench.paper"],
            cwd=root,
            env=os.environ | {"PYTHONPATH": str(root / "site_scons")},
            check=False,
        )
        assert done.returncode == status
    before = paper.PAPER.read_text()
    after = (root / "docs" / "performance.md").read_text()
    assert after == paper.placed(before, machine, whole)
    assert after.count("| 4 321 ") == len(whole)
