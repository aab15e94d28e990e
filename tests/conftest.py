# SPDX-License-Identifier: ISC
"""Rules for every run: a skip is listed with its reason, or the run fails."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import mirage_rows as rows
from tests import skip_list

pytest_plugins = ["pytester"]

_LIST = Path(__file__).with_name("skips.toml")


class _SkipWatch:
    """Collects skips while the tests run and judges them at the end."""

    def __init__(self) -> None:
        self._seen: list[tuple[str, str]] = []
        self._outcomes: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._note(report)
        if report.when == "call" or report.skipped:
            self._outcomes[report.nodeid] = report.outcome

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._note(report)

    def _note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.skipped and isinstance(report.longrepr, tuple):
            reason = str(report.longrepr[2]).removeprefix("Skipped: ")
            self._seen.append((report.nodeid, reason))

    @property
    def unlisted(self) -> list[tuple[str, str]]:
        """Skips that `skips.toml` does not allow."""
        return skip_list.unlisted(self._seen, skip_list.load(_LIST))

    @property
    def _skipped_rows(self) -> list[str]:
        """Rows of MirageOS's package that nothing held in this run."""
        return rows.skipped(rows.load(), self._outcomes)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        bad = self.unlisted or self._skipped_rows
        if bad and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter
    ) -> None:
        for row in self._skipped_rows:
            terminalreporter.write_line(row, red=True)
        for test, reason in self.unlisted:
            terminalreporter.write_line(
                f"{test}: skipped ({reason}), which tests/skips.toml does not list",
                red=True,
            )


@pytest.fixture(scope="session")
def say(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Shows a line of progress at once, past the capture of output."""
    manager = request.config.pluginmanager
    capture, reporter = (
        manager.get_plugin(n) for n in ("capturemanager", "terminalreporter")
    )
    assert capture is not None
    assert reporter is not None

    def show(line: str) -> None:
        with capture.global_and_fixture_disabled():
            reporter.ensure_newline()
            reporter.write_line(line)

    return show


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_SkipWatch(), "echis-skips")
    # A shell's background job ignores SIGINT, and so would all that tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
