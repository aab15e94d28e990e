# SPDX-License-Identifier: ISC
"""What was observed: cell → outcome, as JSON for `inspect` and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from echis.inspect import observed

from .matrix import Cell

# A variant that says nothing takes nothing from one that passed.
_BADNESS = {"skipped": 0, "passed": 1, "failed": 2}


class Record:
    """The outcomes of one run of the tests."""

    def __init__(self) -> None:
        self.cells: dict[Cell, observed.Result] = {}
        self.milliseconds: Counter[Cell] = Counter()

    def note(
        self, cell: Cell, outcome: str, reason: str = "", seconds: float = 0
    ) -> None:
        """Notes `passed`, `failed` or `skipped`, with the reason if not passed, and how
        long it took.
        """
        self.cells[cell] = observed.Result(outcome, reason)
        self.milliseconds[cell] += round(seconds * 1000)

    def write(self, build: Path) -> None:
        """`observed.json`; cells that this run did not select stay as they were."""
        file = build / "observed.json"
        results = dict(observed.read(file)) if file.exists() else {}
        results |= self._by_property()
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(".json.new")
        fresh.write_text(observed.to_json(results), encoding="utf-8")
        fresh.rename(file)

    def _by_property(self) -> observed.Observed:
        """The worst outcome among the runs that show a property together."""
        worst: dict[tuple[str, str, str], observed.Result] = {}
        for cell, result in self.cells.items():
            key = (cell.target, cell.arch, cell.prop.test)
            if (
                key not in worst
                or _BADNESS[result.outcome] > _BADNESS[worst[key].outcome]
            ):
                worst[key] = result
        return worst

    def not_run(self, claimed: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Claimed targets and arches of which nothing passed or failed."""
        ran = {
            (cell.target, cell.arch)
            for cell, result in self.cells.items()
            if result.outcome != "skipped"
        }
        return [pair for pair in claimed if pair not in ran]

    def table(self) -> list[str]:
        """One line per target and arch: counts, time, and how it was run."""
        counts: dict[tuple[str, str, str], Counter[str]] = {}
        for cell, result in self.cells.items():
            row = (cell.target, cell.arch, cell.way.value)
            counts.setdefault(row, Counter())[result.outcome] += 1
            counts[row]["ms"] += self.milliseconds[cell]
        return [
            f"{target:6} {arch:8} {count['passed']:3} passed {count['failed']:3} "
            f"failed {count['skipped']:3} skipped {count['ms'] / 1000:6.1f} s  {how}"
            for (target, arch, how), count in sorted(counts.items())
        ]
