# SPDX-License-Identifier: ISC
"""`python -m bench.paper`: the figures of build/bench.json into docs/performance.md."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Any

from bench import table
from bench.__main__ import MODULES
from bench.figure import Row

PAPER = table.ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bench: begin -->\n", "<!-- bench: end -->\n"
_TABLE = re.compile(re.escape(BEGIN) + ".*" + re.escape(END), re.DOTALL)
GOALS = [goal for module in MODULES for goal in module.GOALS]


def placed(paper: str, machine: dict[str, Any], rows: Sequence[Row]) -> str:
    """The paper with this table between its marks."""
    told = (
        f"On {machine['cores']} cores of {machine['processor']}, with a load of "
        f"{machine['load']} by others, {machine['date']}"
    )
    shown = f"{BEGIN}{told}:\n\n{table.markdown(rows)}{END}"
    return _TABLE.sub(lambda _: shown, paper)


def main() -> int:
    """Rewrites the paper; 1 when the last run was not of all figures."""
    machine, rows = table.from_json(table.STORE.read_text(encoding="utf-8"))
    if [row.goal for row in rows] != GOALS:
        print("the last run was of some figures only: ./scons bench", file=sys.stderr)
        return 1
    paper = PAPER.read_text(encoding="utf-8")
    PAPER.write_text(placed(paper, machine, rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
