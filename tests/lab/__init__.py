# SPDX-License-Identifier: ISC
"""The lab: `run(arch, target, jobs, …)` runs each job on this machine when it
can, else in a nested host, and gives back exit code, output and duration.
"""

from __future__ import annotations

from .errors import Missing
from .job import Disk, End, Job, Result, Tap, command
from .ways import Way, run, way

__all__ = [
    "Disk",
    "End",
    "Job",
    "Missing",
    "Result",
    "Tap",
    "Way",
    "command",
    "run",
    "way",
]
