# SPDX-License-Identifier: ISC
"""What the property tests share: batches of results, the record of outcomes,
and the rule that every claimed target and arch runs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from tests.lab.batches import Batches

from . import images
from .matrix import Cell, cells, claimed
from .record import Record

_RECORD = pytest.StashKey[Record]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_RECORD] = Record()


@pytest.fixture(scope="session")
def record(request: pytest.FixtureRequest) -> Record:
    """Where each cell's outcome is noted."""
    return request.config.stash[_RECORD]


@pytest.fixture(scope="session")
def batches(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    say: Callable[[str], None],
) -> Iterator[Batches]:
    """The results of the cells that this run selected."""
    items = [item for item in request.session.items if hasattr(item, "callspec")]
    params = [item.callspec.params.get("cell") for item in items]
    selected = [cell for cell in params if isinstance(cell, Cell) and not cell.skip]
    work = tmp_path_factory.mktemp("conformance")
    found = Batches(selected, work, {}, say)
    yield found
    found.close()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Writes what was observed; under ECHIS_STRICT a claim not run fails."""
    record = session.config.stash[_RECORD]
    if not record.cells:
        return
    record.write(images.build())
    if _unkept(record) and os.environ.get("ECHIS_STRICT"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _unkept(record: Record) -> list[tuple[str, str]]:
    """Claims of which nothing ran, in a run that was asked for the whole matrix."""
    whole = all(cell in record.cells for cell in cells())
    return record.not_run(claimed()) if whole else []


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    record = config.stash[_RECORD]
    if not record.cells:
        return
    for line in record.table():
        terminalreporter.write_line(line)
    for target, arch in _unkept(record):
        terminalreporter.write_line(
            f"{target} on {arch} is claimed, but no test of it ran here", red=True
        )
