# SPDX-License-Identifier: ISC
"""Bytes of stripped images that do what they should: each is also run."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench.figure import Found, Goal, spread
from bench.place import Place


@dataclass(frozen=True, slots=True)
class Subject:
    """An application in `folder`, and how its run must end and what it must print."""

    folder: str
    name: str
    status: int
    prints: str


_LINES = r'  File "unikernel.py", line {}, in start\n'
_FAILS = r"1\.5\nTraceback [^\n]*\n(?:.*\n)*{}(?:.*\n)*ZeroDivisionError: .*\n"
SUBJECTS = (
    (
        Goal("image: one print", "bytes", 300_000),
        Subject("hello", "one-print", 0, r"Hello World!\n"),
    ),
    (
        Goal("image: float, traceback with lines", "bytes", 300_000),
        Subject("traceback", "traceback", 255, _FAILS.format(_LINES.format(11))),
    ),
    (
        Goal("image: the same and the compiler", "bytes", 350_000),
        Subject("compiler", "with-compiler", 255, _FAILS.format(_LINES.format(14))),
    ),
)
GOALS = tuple(goal for goal, _ in SUBJECTS)


def measure(place: Place) -> Found:
    """The sizes of images that were run first."""
    place.build(*(place.root / "bench" / s.folder for _, s in SUBJECTS))
    return {goal.figure: spread([_size(place, s)]) for goal, s in SUBJECTS}


def _size(place: Place, subject: Subject) -> int:
    image = place.image(subject.name)
    check(subject, *_outcome(place.tender, image))
    return image.stat().st_size


def check(subject: Subject, status: int, printed: str) -> None:
    """RuntimeError unless the image did what the subject says."""
    if status != subject.status or not re.fullmatch(subject.prints, printed):
        raise RuntimeError(
            f"{subject.name} ended with status {status} and printed {printed!r}"
        )


def _outcome(tender: Path, image: Path) -> tuple[int, str]:
    words = [str(tender), "--", str(image)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout
