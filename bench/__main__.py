# SPDX-License-Identifier: ISC
"""`./scons bench`: measures, prints a table, and stores it in build/bench.json.

The words of the command line name figures.
"""

from __future__ import annotations

import datetime
import os
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from bench import (
    blocks,
    boot,
    build,
    disk,
    frames,
    generate,
    interpreter,
    machine,
    memory,
    size,
    start,
    table,
    types,
)
from bench.figure import NotMeasured, Row, rows
from bench.place import Place

MODULES = (
    boot,
    size,
    memory,
    build,
    disk,
    interpreter,
    generate,
    types,
    blocks,
    frames,
    start,
    machine,
)
FIGURES = {module.__name__.removeprefix("bench."): module for module in MODULES}


def main(names: Sequence[str]) -> int:
    """0, or 1 when a figure could not be measured by a failure of ours."""
    place, found, status = Place(table.ROOT), list[Row](), 0
    computer = _machine()
    for name in names:
        print(f"bench: {name}", file=sys.stderr, flush=True)
        try:
            found += measured(FIGURES[name], place)
        except (RuntimeError, subprocess.CalledProcessError) as err:
            print(f"bench: {name} failed: {err}", file=sys.stderr)
            status = 1
    sys.stdout.write(table.text(found))
    table.STORE.parent.mkdir(exist_ok=True)
    table.STORE.write_text(table.to_json(computer, found), encoding="utf-8")
    return status


def measured(figure: ModuleType, place: Place) -> list[Row]:
    """The rows of a figure; all without a value when it cannot be had here."""
    try:
        return rows(figure.GOALS, figure.measure(place))
    except NotMeasured as why:
        return [Row(goal, reason=str(why)) for goal in figure.GOALS]


def _machine() -> dict[str, str | float]:
    return {
        "cores": os.cpu_count() or 1,
        "processor": _processor(),
        "system": platform.system() + " " + platform.release(),
        "load": round(os.getloadavg()[0], 1),
        "cpython": platform.python_version(),
        "date": datetime.date.today().isoformat(),
    }


def _processor() -> str:
    try:
        known = Path("/proc/cpuinfo").read_text(errors="replace")
    except OSError:
        known = ""
    name = re.search(r"^model name\s*:\s*(.+)$", known, re.MULTILINE)
    return name[1] if name else platform.machine()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
