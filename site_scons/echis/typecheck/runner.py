# SPDX-License-Identifier: ISC
"""Runs mypy once for each item on stdin, in a process of its own.

mypy keeps global state and cannot share a process with a build of many threads. Runs
that find nothing in their caches take seconds: they go on at the same time, in forks.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Sequence
from typing import IO, Any

from mypy import api

Run = tuple[Sequence[str], Sequence[str]]


def main() -> None:
    """Writes what each run printed, and its status, to stdout."""
    # Ctrl-C ends it and its forks at once; of Python it would be tracebacks.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    asked = json.load(sys.stdin)
    first, *others = asked["runs"]
    if asked["cold"]:
        started = [_forked(run) for run in others]
        done = [_done(first), *map(json.load, started)]
    else:
        done = [_done(run) for run in asked["runs"]]
    json.dump(done, sys.stdout)


def _forked(run: Run) -> IO[Any]:
    """What a run writes that goes on by itself."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        with open(writing, "w", encoding="utf-8") as told:
            json.dump(_done(run), told)
        os._exit(0)
    os.close(writing)
    return open(reading, encoding="utf-8")


def _done(run: Run) -> tuple[str, str, int]:
    path, arguments = run
    os.environ["MYPYPATH"] = os.pathsep.join(path)
    return api.run(list(arguments))


if __name__ == "__main__":
    main()
