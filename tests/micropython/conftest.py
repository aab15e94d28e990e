# SPDX-License-Identifier: ISC
"""Runs of the suite: all that are selected start, side by side, with the first that
is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from . import images, table
from .suite import FROZEN, PASSES, Script
from .verdict import Output

_SUMMARY = pytest.StashKey[bool]()


class Runs:
    """The outputs of the tests in both passes."""

    def __init__(self, built: images.Images, wanted: list[tuple[Script, str]]) -> None:
        self._built = built
        self._pool = ThreadPoolExecutor(os.cpu_count())
        self._started: dict[tuple[str, str], Future[Output]] = {}
        for test, how in wanted:
            self.start(test, how)

    def start(self, test: Script, how: str) -> Future[Output]:
        """The run of a test, begun if it has not."""
        key = test.name, how
        if key not in self._started:
            self._started[key] = self._pool.submit(self._built.run, test, how)
        return self._started[key]

    def output(self, test: Script, how: str) -> Output:
        """What a test printed."""
        return self.start(test, how).result()

    def close(self) -> None:
        """Waits for runs that nobody asked for any more."""
        self._pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="session")
def runs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Runs]:
    """The outputs of the tests that this run selected."""
    request.config.stash[_SUMMARY] = True
    folder = tmp_path_factory.mktemp("micropython-suite")
    found = Runs(images.build(folder, frozen()), _selected(request.session.items))
    yield found
    found.close()


def frozen() -> list[Script]:
    """What the second image holds: also what a rule says will not pass in it, so
    that the rule can be wrong.
    """
    return [*table.required(FROZEN), *table.tried(FROZEN)]


def _selected(items: list[pytest.Item]) -> list[tuple[Script, str]]:
    params = [item.callspec.params for item in items if hasattr(item, "callspec")]
    return [
        (param["test"], param["how"])
        for param in params
        if isinstance(param.get("test"), Script) and "how" in param
    ]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if not config.stash.get(_SUMMARY, False):
        return
    for how in PASSES:
        counts = ", ".join(table.by_rule(how))
        required = len(table.required(how))
        terminalreporter.write_line(
            f"MicroPython's suite, {how}: {required} tests; left out by {counts}"
        )
