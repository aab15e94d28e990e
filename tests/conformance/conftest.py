# SPDX-License-Identifier: ISC
"""What the property tests share: batches of results, the record of outcomes,
and the rule that every claimed target and arch runs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest

from echis.inspect import observed
from tests.lab.batches import Batches, Trial

from . import images
from .__main__ import in_page, table
from .matrix import Cell, cells, claimed
from .record import Record
from .xen_guests import Guest

_PAGE, _RUN = images.ROOT / "docs" / "building.md", "| run "
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
    """The results of the cells and of Xen's other guests that this run selected."""
    items = [item for item in request.session.items if hasattr(item, "callspec")]
    params = [param for item in items for param in item.callspec.params.values()]
    selected: list[Trial] = [p for p in params if isinstance(p, Cell) and not p.skip]
    selected += [p for p in params if isinstance(p, Guest)]
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
    if (_unkept(record) or _untrue(record)) and os.environ.get("ECHIS_STRICT"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _unkept(record: Record) -> list[tuple[str, str]]:
    """Claims of which nothing ran, in a run that was asked for the whole matrix."""
    whole = all(cell in record.cells for cell in cells())
    return record.not_run(claimed()) if whole else []


def _untrue(record: Record) -> list[str]:
    """Lines of the page's table that are not what a run of the whole matrix saw."""
    if not all(cell in record.cells for cell in cells()):
        return []
    seen = table(observed.read(images.build() / "observed.json"))
    # How a target is run depends on the machine.
    told = in_page(_PAGE.read_text(encoding="utf-8"))
    return [line for line in told if line not in seen and not line.startswith(_RUN)]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    record = config.stash[_RECORD]
    if not record.cells:
        return
    for line in record.table():
        terminalreporter.write_line(line)
    for untrue in _untrue(record):
        terminalreporter.write_line(
            f"{_PAGE.name} says what is not so: {untrue}", red=True
        )
    for target, arch in _unkept(record):
        terminalreporter.write_line(
            f"{target} on {arch} is claimed, but no test of it ran here", red=True
        )
