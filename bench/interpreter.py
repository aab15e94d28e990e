# SPDX-License-Identifier: ISC
"""The interpreter: five of MicroPython's benchmarks in unikernels on spt, in
Debian's MicroPython and in CPython.

The text is the same for all and is read from the vendored tree: in the unikernel it
is frozen, the others compile it when they start. Only the benchmark's body is timed,
by the clock of the program that runs it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from bench.figure import Found, Goal, NotMeasured, Spread, ratio, spread
from bench.measure import in_turn
from bench.place import Place
from tests.lab import debian_micropython
from tests.lab.errors import Missing

PROGRAMS = ("pidigits", "wordcount", "nqueens", "float", "fannkuch")
ROUNDS = 31
SUITE = Path("vendor/micropython/tests/perf_bench")
# What benchrun.py calls N and M: speed of the machine, and its memory in KiB.
RUN = "bm_run(1000, 1000)"
CONFIG = 'from echis import *\nregister("{}", [main("unikernel", job)])\n'

DEBIAN = {p: Goal(f"{p}: Debian's / ours", "", 1.0, at_least=True) for p in PROGRAMS}
CPYTHON = {p: Goal(f"{p}: CPython / ours") for p in PROGRAMS}
OURS = {p: Goal(f"{p} on spt", "ms") for p in PROGRAMS}
GOALS = (*DEBIAN.values(), *CPYTHON.values(), *OURS.values())

Commands = Mapping[str, list[str]]


def measure(place: Place) -> Found:
    """Ratios of times: above 1, the unikernel is the faster one."""
    # The programs are written for CPython too, whose functions ours has not all.
    place.build(*(_app(place, name) for name in PROGRAMS), check="off")
    try:
        debian: list[str] | NotMeasured = debian_micropython.command()
    except Missing as why:
        debian = NotMeasured(str(why))
    found: Found = {}
    for name in PROGRAMS:
        print(f"bench: interpreter: {name}", file=sys.stderr)
        found |= _program(place, name, debian)
    return found


def text(root: Path, name: str) -> str:
    """The program: the benchmark, and the function `bm_run` that times it."""
    files = (f"bm_{name}.py", "benchrun.py")
    return "\n".join((root / SUITE / file).read_text() for file in files)


def _app(place: Place, name: str) -> Path:
    """The folder of an application that is this program, and of its plain script."""
    folder = place.folder / "apps" / name
    folder.mkdir(parents=True, exist_ok=True)
    program = text(place.root, name)
    (folder / "config.py").write_text(CONFIG.format(_image(name)))
    (folder / "unikernel.py").write_text(f"{program}\n\ndef start():\n    {RUN}\n")
    (folder / "script.py").write_text(f"{program}\n\n{RUN}\n")
    return folder


def _image(name: str) -> str:
    return f"bm-{name}"


def _program(place: Place, name: str, debian: list[str] | NotMeasured) -> Found:
    script = str(place.folder / "apps" / name / "script.py")
    image = str(place.image(_image(name)))
    commands = {
        "ours": [str(place.tender), "--", image],
        "cpython": [sys.executable, "-I", script],
    }
    if not isinstance(debian, NotMeasured):
        commands["debian"] = [*debian, script]
    check_answers({who: run(words)[1] for who, words in commands.items()})
    seen = in_turn({who: _once(words) for who, words in commands.items()}, ROUNDS)
    return {
        DEBIAN[name].figure: _against(seen, debian),
        CPYTHON[name].figure: ratio(seen["cpython"], seen["ours"]),
        OURS[name].figure: spread(seen["ours"]),
    }


def _against(
    seen: Mapping[str, list[float]], debian: list[str] | NotMeasured
) -> Spread | NotMeasured:
    if isinstance(debian, NotMeasured):
        return debian
    return ratio(seen["debian"], seen["ours"])


def check_answers(answers: Mapping[str, str]) -> None:
    """RuntimeError when the programs did not come to the same answer."""
    if len(set(answers.values())) > 1:
        raise RuntimeError(f"the interpreters disagree: {answers}")


def _once(words: list[str]) -> Callable[[], float]:
    return partial(_milliseconds, words)


def _milliseconds(words: list[str]) -> float:
    return run(words)[0]


def run(words: list[str]) -> tuple[float, str]:
    """Milliseconds that the body took, and its answer."""
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    spent, answer = done.stdout.split(None, 1)
    return int(spent) / 1000, answer
