# SPDX-License-Identifier: ISC
"""From config.py to the generated main.py, in a process of its own."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from bench.figure import Found, Goal, spread
from bench.place import Place, run

DEVICES = 30
ROUNDS = 15
FROM_CONFIG = Goal(f"generate: main.py of {DEVICES} devices", "s", 0.3)
GOALS = (FROM_CONFIG,)

_CONFIG = f"""\
from echis import *

thing = typ(type("Thing", (), {{}}))
made = impl("device0", thing)
for number in range(1, {DEVICES}):
    made = impl(f"device{{number}}", thing >> thing)(made)
register("many", [main("unikernel", thing >> job)(made)])
"""
_PROGRAM = """\
import sys
from pathlib import Path
from echis import codegen, config_loader
from echis.info import of
text = codegen.files(of(config_loader.load(Path(sys.argv[1])), "spt"))["main.py"]
assert text.count("echis_boot.device(") == int(sys.argv[2])
"""


def measure(place: Place) -> Found:
    """Whole processes: the interpreter, the eDSL, the graph, the text."""
    with tempfile.TemporaryDirectory(prefix="echis-bench-") as temporary:
        folder = Path(temporary)
        (folder / "config.py").write_text(_CONFIG, encoding="utf-8")
        (folder / "unikernel.py").write_text("async def start(thing):\n    pass\n")
        times = [_seconds(place, folder) for _ in range(ROUNDS + 1)]
    return {FROM_CONFIG.figure: spread(times[1:])}


def _seconds(place: Place, folder: Path) -> float:
    os.environ["PYTHONPATH"] = str(place.root / "site_scons")
    start = time.perf_counter()
    run([sys.executable, "-c", _PROGRAM, str(folder), str(DEVICES)], place.root)
    return time.perf_counter() - start
