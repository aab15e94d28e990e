# SPDX-License-Identifier: ISC
"""Both ways of compatibility with a built tree of Solo5 v0.12 ($SOLO5):
its test unikernels under our tenders, and our images under its tenders.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.conformance import images
from tests.conformance.matrix import Cell, cells

from .batches import Batches, Trial
from .case import Case
from .case_file import CaseTable, case_tables
from .errors import Missing
from .job import Job
from .libraries import libraries
from .processor import arch_of
from .ways import Way, way

_CASES = case_tables(Path(__file__).with_name("solo5_cases.toml"))
# Solo5's tenders reserve the guest's memory, of which a nested host has 1 GiB.
_OVERCOMMIT = "echo 1 >/proc/sys/vm/overcommit_memory"
_REFUSALS = ("corrupt", "hostile")
# Those that Solo5 has a tender for.
_TARGETS = ("spt", "hvt")
_SOLO5 = Path(os.environ.get("SOLO5", ""))
_SPT = _SOLO5 / "tenders" / "spt" / "solo5-spt"
# A tree for the other processor is run in a nested host, spt as well.
_ARCH = arch_of(_SPT) if _SPT.is_file() else platform.machine()


@dataclass(frozen=True, slots=True)
class Theirs:
    """A test unikernel of Solo5 under our tender."""

    table: CaseTable
    target: str
    arch: str = _ARCH

    @property
    def id(self) -> str:
        return f"theirs-{self.table.name}-{self.target}"

    @property
    def way(self) -> Way:
        return way(self.target, self.arch)

    @property
    def case(self) -> Case:
        return self.table.case(self.target)

    def job(self, work: Path) -> Job:
        folder = self.table.image
        name = folder if folder != "test_buggyelf" else "buggyelf"
        image = images.built(_SOLO5 / "tests" / folder / f"{name}.{self.target}")
        tender = images.built(images.tender(self.target, self.arch))
        return self.case.job(self.id, tender, image)


@dataclass(frozen=True, slots=True)
class Ours:
    """One of our property tests under Solo5's tender."""

    cell: Cell

    @property
    def id(self) -> str:
        return f"ours-{self.cell.prop.name}-{self.cell.target}"

    @property
    def arch(self) -> str:
        return self.cell.arch

    @property
    def way(self) -> Way:
        return self.cell.way

    @property
    def case(self) -> Case:
        return self.cell.case

    def job(self, work: Path) -> Job:
        file = images.image(self.cell.prop.image, self.cell.target, self.arch)
        tender = _tender(self.cell.target, self.cell.prop.test)
        job = self.case.job(self.id, images.built(tender), images.built(file))
        return replace(job, pre=_OVERCOMMIT) if self.way is Way.NESTED else job


def _tender(target: str, name: str) -> Path:
    """Solo5's tender; only its debugging build writes core dumps."""
    suffix = "-debug" if name == "dumpcore" and target == "hvt" else ""
    return _SOLO5 / "tenders" / target / f"solo5-{target}{suffix}"


def _trials() -> list[Trial]:
    theirs: Sequence[Trial] = [
        Theirs(table, target)
        for target in _TARGETS
        for table in _CASES
        if target in table.targets and _ARCH in table.arches
    ]
    # How a tender refuses a damaged image or a guest's lie is its own affair.
    ours: Sequence[Trial] = [
        Ours(cell)
        for cell in cells()
        if cell.arch == _ARCH and cell.target in _TARGETS
        if not cell.skip and cell.prop.test not in _REFUSALS
    ]
    return sorted([*theirs, *ours], key=lambda trial: trial.way is not Way.DIRECT)


@pytest.fixture(scope="module")
def batches(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    say: Callable[[str], None],
) -> Iterator[Batches]:
    """The results of the trials that this run selected."""
    items = [item for item in request.session.items if hasattr(item, "callspec")]
    selected = [item.callspec.params.get("trial") for item in items]
    trials = [trial for trial in selected if isinstance(trial, Theirs | Ours)]
    root = libraries(_tender("hvt", "")) | libraries(_tender("spt", ""))
    found = Batches(trials, tmp_path_factory.mktemp("compat"), root, say)
    yield found
    found.close()


@pytest.mark.skipif(
    not _SPT.is_file(),
    reason="SOLO5 names no built tree of Solo5 v0.12",
)
@pytest.mark.parametrize("trial", _trials(), ids=lambda trial: trial.id)
def test_both_ways(trial: Trial, batches: Batches) -> None:
    try:
        result = batches.result(trial)
    except Missing as missing:
        pytest.skip(str(missing))
    problem = trial.case.problem(result)
    assert not problem, f"{result.describe()}: {problem}\n{result.output}"
