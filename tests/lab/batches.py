# SPDX-License-Identifier: ISC
"""Results of trials: run one by one on this machine, or all of a nested host's
in one boot as soon as the first of them is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from queue import SimpleQueue
from typing import Protocol

from .case import Case
from .job import Job, Result
from .ways import Way, run

_SHOW_EVERY = 0.5  # seconds
_Host = tuple[Way, str]  # and arch


class Trial(Protocol):
    """One test's run: where, what, and what must come of it."""

    @property
    def id(self) -> str:
        """The name in pytest's output and in the lab's."""

    @property
    def arch(self) -> str:
        """The processor of its image."""

    @property
    def way(self) -> Way:
        """How it is run on this machine."""

    @property
    def case(self) -> Case:
        """What must come of it."""

    def job(self, work: Path) -> Job:
        """The lab's job; files it makes go into `work`."""


class Batches:
    """The results of the selected trials. `work` keeps made files and console
    logs, `root` is what every nested job needs, `say` takes lines of progress
    and is only called in the thread that waits for a result.
    """

    def __init__(
        self,
        trials: Sequence[Trial],
        work: Path,
        root: Mapping[str, Path],
        say: Callable[[str], None],
    ) -> None:
        self._nested = [trial for trial in trials if trial.way.batched]
        self._work, self._root, self._say = work, root, say
        self._lines: SimpleQueue[str] = SimpleQueue()
        self._hosts: dict[_Host, Future[dict[str, Result]]] = {}
        self._pool = ThreadPoolExecutor(max_workers=os.cpu_count())

    def result(self, trial: Trial) -> Result:
        """The result of one trial. Raises Missing when it cannot be run."""
        if not trial.way.batched:
            return run(trial.way, trial.arch, [trial.job(self._work)])[0]
        if not self._hosts:
            self._start()
        host = self._hosts[_host(trial)]
        while not host.done():
            wait([host], timeout=_SHOW_EVERY)
            self._show()
        results = host.result()
        # A trial without a result has no job: asking again raises why.
        return results[trial.id] if trial.id in results else self._unmade(trial)

    def close(self) -> None:
        """Waits for hosts that nobody asked for any more."""
        self._pool.shutdown(cancel_futures=True)

    def _job(self, trial: Trial) -> Job | None:
        """A trial's job; an image that is not built must not fail the others."""
        try:
            return trial.job(self._work)
        except FileNotFoundError:
            return None

    def _unmade(self, trial: Trial) -> Result:
        trial.job(self._work)
        raise AssertionError(f"{trial.id} was built while its host ran")

    def _show(self) -> None:
        while not self._lines.empty():
            self._say(self._lines.get())

    def _start(self) -> None:
        """Boots every nested host that is needed, side by side."""
        for host in sorted({_host(trial) for trial in self._nested}, key=str):
            self._hosts[host] = self._pool.submit(self._boot, host)

    def _boot(self, host: _Host) -> dict[str, Result]:
        way, arch = host
        trials = [trial for trial in self._nested if _host(trial) == host]
        jobs = [job for job in map(self._job, trials) if job]
        place = self._work / f"host-{way.name.lower()}-{arch}"
        results = run(way, arch, jobs, root=self._root, work=place, say=self._lines.put)
        return {result.name: result for result in results}


def _host(trial: Trial) -> _Host:
    return trial.way, trial.arch
