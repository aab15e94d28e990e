# SPDX-License-Identifier: ISC
"""`python -m tests.conformance` as it is typed: what was observed, as a table."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.build.conftest import ROOT

from . import images
from .matrix import Cell
from .properties import properties
from .record import Record


@pytest.fixture(autouse=True)
def _kept() -> Iterator[None]:
    """What was observed here before."""
    file = images.build() / "observed.json"
    before = file.read_bytes() if file.exists() else None
    file.unlink(missing_ok=True)
    yield
    file.unlink(missing_ok=True)
    if before is not None:
        file.write_bytes(before)


def _typed() -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.conformance"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "site_scons"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_was_observed_yet() -> None:
    done = _typed()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(" is not there; `./scons test` writes it\n")


def test_a_column_for_each_target_and_a_row_for_each_property() -> None:
    by_name = {found.name: found for found in properties()}
    record = Record()
    record.note(Cell(by_name["tls"], "spt", "x86_64"), "passed")
    record.note(Cell(by_name["hello"], "spt", "x86_64"), "failed", "why")
    record.note(Cell(by_name["hello"], "hvt", "aarch64"), "skipped", "no QEMU")
    record.write(images.build())
    heads, _, ways, *rows = _typed().stdout.splitlines()
    assert heads == "| property | hvt aarch64 | spt x86_64 |"
    assert ways.startswith("| run | ")
    assert ways.count("|") == 4
    assert rows == ["| hello | n/a | **no** |", "| tls |  | yes |"]
