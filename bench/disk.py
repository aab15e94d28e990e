# SPDX-License-Identifier: ISC
"""What one application for one target needs of the disk."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bench.figure import Found, Goal, spread
from bench.place import Place
from echis import lock

ENVIRONMENT = Goal("disk: environment with compiler", "MB")
SOURCES = Goal("disk: downloaded sources", "MB")
TREE = Goal("disk: tree", "MB")
VENDOR = Goal("disk: vendor/", "MB")
BUILD = Goal("disk: build/ of one context", "MB")
DIST = Goal("disk: dist/", "MB")
GOALS = (ENVIRONMENT, SOURCES, TREE, VENDOR, BUILD, DIST)


def measure(place: Place) -> Found:
    """Megabytes that each folder takes after one build."""
    place.build_copy()
    parts = {goal: taken(place.copy / _folder(goal)) for goal in (VENDOR, BUILD, DIST)}
    parts[TREE] = taken(place.copy) - sum(parts.values())
    parts[ENVIRONMENT] = taken(Path(sys.prefix))
    parts[SOURCES] = _sources(place.root)
    return {goal.figure: spread([round(n / 1e6, 1)]) for goal, n in parts.items()}


def _folder(goal: Goal) -> str:
    return goal.figure.split()[1].rstrip("/")


def taken(folder: Path) -> int:
    """Bytes on the disk of all files in a folder, or of one file."""
    names = [Path(base, n) for base, _, found in os.walk(folder) for n in found]
    return sum(file.lstat().st_blocks * 512 for file in names)


def _sources(root: Path) -> int:
    entries = lock.load(root / "third_party.lock").scope("vendor")
    return sum(file.size for entry in entries for file in entry.files)
