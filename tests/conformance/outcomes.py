# SPDX-License-Identifier: ISC
"""Results of cells: run one by one on this machine, or all of a nested host's
in one boot as soon as the first of them is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from tests import lab

from .matrix import Cell


class Outcomes:
    """The results of the selected cells; `work` keeps images and console logs,
    `say` takes lines of progress.
    """

    def __init__(
        self, selected: Sequence[Cell], work: Path, say: Callable[[str], None]
    ) -> None:
        self._nested = [cell for cell in selected if cell.way is lab.Way.NESTED]
        self._work, self._say = work, say
        self._batches: dict[str, Future[dict[str, lab.Result]]] = {}
        self._pool = ThreadPoolExecutor(max_workers=os.cpu_count())

    def result(self, cell: Cell) -> lab.Result:
        """The result of one cell. Raises lab.Missing when it cannot be run."""
        if cell.way is lab.Way.DIRECT:
            return lab.run(cell.way, cell.arch, [cell.job(self._work)])[0]
        if not self._batches:
            self._start()
        return self._batches[cell.arch].result()[cell.id]

    def close(self) -> None:
        """Waits for batches that nobody asked for any more."""
        self._pool.shutdown(cancel_futures=True)

    def _start(self) -> None:
        """Boots every nested host that is needed, side by side."""
        for arch in sorted({cell.arch for cell in self._nested}):
            self._batches[arch] = self._pool.submit(self._batch, arch)

    def _batch(self, arch: str) -> dict[str, lab.Result]:
        cells = [cell for cell in self._nested if cell.arch == arch]
        jobs = [cell.job(self._work) for cell in cells]
        work = self._work / arch
        results = lab.run(lab.Way.NESTED, arch, jobs, work=work, say=self._say)
        return {result.name: result for result in results}
