# SPDX-License-Identifier: ISC
"""`./scons bench`: measures, prints a table, and stores it in build/bench.json."""

from __future__ import annotations

import dataclasses
import json
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench import boot

ROOT = Path(__file__).resolve().parents[1]
C_HELLO = "test_hello"


def main() -> None:
    """Builds what is measured, measures it, and tells."""
    c_hello = ROOT / "build" / f"spt-{platform.machine()}" / "tests" / f"{C_HELLO}.spt"
    _scons("target=spt", "app=bench/hello")
    if not c_hello.exists():
        _scons("target=spt", "test", "tests=tests/unit/test_manifest.py")
    times = boot.measure(ROOT / "dist", c_hello)
    size = (ROOT / "dist" / "one-print.spt").stat().st_size
    rows = [_row(*goal, times) for goal in boot.GOALS]
    rows.append({"figure": "image, bytes", "value": size, "goal": 300_000})
    for row in rows:
        verdict = "reached" if row["value"] <= row["goal"] else "MISSED"
        print(
            f"{row['figure']:28} {row['value']:>10} of at most {row['goal']} {verdict}"
        )
    data = {"rows": rows, "times": {n: dataclasses.asdict(t) for n, t in times.items()}}
    (ROOT / "build" / "bench.json").write_text(json.dumps(data, indent=1))


def _row(
    figure: str, over: str, under: str, goal: float, times: dict[str, Any]
) -> dict[str, Any]:
    ratio = round(times[over].median / times[under].median, 2)
    return {"figure": figure, "value": ratio, "goal": goal}


def _scons(*words: str) -> None:
    scons = str(Path(sys.executable).with_name("scons"))
    subprocess.run(
        [sys.executable, scons, *words], cwd=ROOT, check=True, stdout=sys.stderr
    )


if __name__ == "__main__":
    main()
