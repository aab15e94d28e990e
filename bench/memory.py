# SPDX-License-Identifier: ISC
"""The least memory that runs one print, found as the verb `measure` finds it."""

from __future__ import annotations

import sys

from bench.figure import Found, Goal, spread
from bench.place import Place
from echis import measure as boots
from echis.arguments import host_arch
from echis.manifest import Manifest
from echis.run import Run

GOALS = (Goal("least --mem of one print", "MiB", 2),)
SECONDS = 10


def measure(place: Place) -> Found:
    """Smallest memory, by boots."""
    place.build(place.root / "bench" / "hello")
    asked = Run(
        image=place.image("one-print"),
        target="spt",
        arch=host_arch(),
        manifest=Manifest(),
    )
    least = boots.least(asked, place.tender, place.root, SECONDS, _say)
    return {GOALS[0].figure: spread([least])}


def _say(line: str) -> None:
    print(f"bench: {line}", file=sys.stderr)
