# SPDX-License-Identifier: ISC
"""`bench` as it is typed: rows on stdout, and a file of them. Judges no time."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.build.conftest import ROOT, scons_in

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
