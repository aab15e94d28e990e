# SPDX-License-Identifier: ISC
"""Times of builds, through the wrapper, with two jobs, in a copy of the tree.

Cold is: no `build/`, no `dist/`, no record of SCons; sources are vendored and the
compiler is there. It is called without a driver that keeps a cache of its own. The
system's cache of files is warm.
"""

from __future__ import annotations

import resource
import shutil
import time
from collections.abc import Sequence

from bench.figure import Found, Goal, spread
from bench.place import Place

COLD = Goal("build: cold, two jobs", "s", 60)
NO_OP = Goal("build: nothing to do", "s", 1.5)
EDIT = Goal("build: one line edited", "s", 3)
# Of all processes together: what remains the same when others load the machine.
COLD_CPU = Goal("build: cold, processor time", "s")
NO_OP_CPU = Goal("build: nothing to do, processor time", "s")
EDIT_CPU = Goal("build: one line edited, processor time", "s")
GOALS = (COLD, NO_OP, EDIT, COLD_CPU, NO_OP_CPU, EDIT_CPU)
COLD_ROUNDS = 3
ROUNDS = 9

# Seconds of the clock and of the processors.
Times = tuple[float, float]


def measure(place: Place) -> Found:
    """Cold builds, then builds with nothing to do and with an edit in turn."""
    cold = [_cold(place) for _ in range(COLD_ROUNDS)]
    no_op, edit = [], []
    for number in range(ROUNDS):
        no_op.append(_times(place))
        edit.append(_edit(place, number))
    return {
        **_found(COLD, COLD_CPU, cold),
        **_found(NO_OP, NO_OP_CPU, no_op),
        **_found(EDIT, EDIT_CPU, edit),
    }


def _found(clock: Goal, cpu: Goal, times: Sequence[Times]) -> Found:
    columns = zip((clock, cpu), zip(*times, strict=True), strict=True)
    return {goal.figure: spread(values) for goal, values in columns}


def _times(place: Place) -> Times:
    start, spent = time.perf_counter(), _processor_time()
    place.build_copy()
    return time.perf_counter() - start, _processor_time() - spent


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _cold(place: Place) -> Times:
    for name in ("build", "dist"):
        shutil.rmtree(place.copy / name, ignore_errors=True)
    (place.copy / ".sconsign.dblite").unlink(missing_ok=True)
    return _times(place)


def _edit(place: Place, number: int) -> Times:
    """The time from an edit of the application to its new image."""
    image = place.copy / "dist" / "one-print.spt"
    before = image.read_bytes()
    with (place.copy / "bench/hello/unikernel.py").open("a") as stream:
        stream.write(f"    print({number})\n")
    times = _times(place)
    if image.read_bytes() == before:
        raise RuntimeError("the image is the same after an edit")
    return times
