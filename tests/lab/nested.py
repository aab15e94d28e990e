# SPDX-License-Identifier: ISC
"""Jobs in a nested host, whatever the host is: booted, and booted again when a job
killed it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from .boot import Machine, boot
from .cpio import Cpio
from .job import End, Job, Result
from .report import Transcript
from .script import TAP, folder, job_script

# A job that kills its host costs one more boot for the jobs after it.
_BOOTS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """`work`: a folder for initramfs and console log. `root`: guest paths →
    files of this machine that every job sees (shared libraries). `say` takes
    the lines of progress.
    """

    work: Path
    root: Mapping[str, Path]
    say: Callable[[str], None]


class Host(Protocol):
    """A machine under QEMU that runs jobs."""

    @property
    def name(self) -> str:
        """What lines of progress call it."""

    def machine(self, jobs: Sequence[Job], place: Place) -> Machine:
        """A machine that runs `jobs` when it is started; its files lie in the
        place's folder.
        """

    def last_words(self, script: Transcript, work: Path) -> str:
        """The end of its console, after it died."""


def run_nested(host: Host, jobs: Sequence[Job], place: Place) -> list[Result]:
    """The results of all jobs, in order."""
    results: list[Result] = []
    progress = _Progress(host.name, len(jobs), place.say)
    for attempt in range(_BOOTS):
        rest = jobs[len(results) :]
        if not rest:
            break
        work = place.work / f"boot{attempt}"
        work.mkdir(parents=True, exist_ok=True)
        here = Place(work, place.root, place.say)
        results += _one_boot(host, rest, here, progress)
    results += [
        _lost(job, "not run: its host died too often") for job in jobs[len(results) :]
    ]
    return results


def _one_boot(
    host: Host, jobs: Sequence[Job], place: Place, progress: Callable[[Result], None]
) -> list[Result]:
    """Results up to and including the job under which the host died, if any."""
    script = boot(host.machine(jobs, place), jobs, progress)
    results = list(script.results)
    if len(results) < len(jobs):
        victim = jobs[len(results)]
        console = host.last_words(script, place.work)
        results.append(_lost(victim, f"the nested host stopped:\n{console}"))
        progress(results[-1])
    return results


def _lost(job: Job, why: str) -> Result:
    return Result(job.name, End.LOST, -1, why, 0.0)


class _Progress:
    """One line for each finished job."""

    def __init__(self, name: str, total: int, say: Callable[[str], None]) -> None:
        self._label, self._total, self._done = f"lab {name}", total, 0
        self._say = say

    def __call__(self, result: Result) -> None:
        self._done += 1
        self._say(f"{self._label}: {self._done}/{self._total} {result.describe()}")


def add_jobs(archive: Cpio, jobs: Sequence[Job], tap: str = TAP) -> None:
    """Each job's folder; a file that several jobs need lies in /files once."""
    stored: dict[Path, str] = {}
    for index, job in enumerate(jobs):
        here = f"/jobs/{folder(index)}"
        archive.file(f"{here}/job.sh", job_script(job, tap).encode())
        for name, source in job.files.items():
            if source not in stored:
                stored[source] = f"/files/{len(stored)}"
                archive.file(stored[source], source.read_bytes(), 0o755)
            archive.link(f"{here}/{name}", stored[source])


def add_root(archive: Cpio, root: Mapping[str, Path]) -> None:
    """What every job needs, at its place."""
    for path, source in root.items():
        archive.file(path, source.read_bytes(), 0o755)


def add_modules(archive: Cpio, modules: Sequence[Path]) -> None:
    """The kernel's modules, and the order in which they are loaded."""
    order = "".join(f"{module.name}\n" for module in modules)
    archive.file("/modules/order", order.encode())
    for module in modules:
        archive.file(f"/modules/{module.name}", module.read_bytes())
