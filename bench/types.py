# SPDX-License-Identifier: ISC
"""Both type checks of an application: the first one, and one after an edit."""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench.figure import Found, Goal, spread
from bench.place import Place
from echis import codegen, config_loader
from echis.info import of as info_of
from echis.search_path import LIBRARIES, Folder
from echis.typecheck import checker, task
from echis.typecheck.task import Task

ROUNDS = 5
COLD = Goal("types: both checks, cold", "s", 4)
EDIT = Goal("types: both checks, after an edit", "s", 0.6)
GOALS = (COLD, EDIT)


def measure(place: Place) -> Found:
    """Rounds of a first check and of one after an edit, with caches of their own."""
    with tempfile.TemporaryDirectory(prefix="echis-") as temporary:
        folder = Path(temporary, "app")
        shutil.copytree(place.root / "bench" / "hello", folder)
        found = [
            _round(place.root, folder, Path(temporary, str(n))) for n in range(ROUNDS)
        ]
    columns = zip(GOALS, zip(*found, strict=True), strict=True)
    return {goal.figure: spread(values) for goal, values in columns}


def _round(root: Path, folder: Path, place: Path) -> tuple[float, float]:
    asked = _task(root, folder, place)
    cold = _seconds(asked)
    module = folder / "unikernel.py"
    module.write_text(module.read_text() + "\n# edited\n")
    return cold, _seconds(asked)


def _task(root: Path, folder: Path, place: Path) -> Task:
    known = info_of(config_loader.load(folder), "spt")
    libraries = tuple(Folder(root / one.path, one.prefix) for one in LIBRARIES)
    asked = task.of(known, root, codegen.files(known), libraries=libraries)
    return replace(asked, place=place)


def _seconds(asked: Task) -> float:
    start = time.perf_counter()
    found = checker.checked(asked)
    assert not found, found
    return time.perf_counter() - start
