# SPDX-License-Identifier: ISC
"""Nested hosts: a Debian kernel under QEMU's emulation, which emulates the
processor's virtualisation too, so that hvt and other architectures run anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .boot import Machine, boot
from .cpio import Cpio
from .job import End, Job, Result
from .pieces import Pieces
from .script import folder, init_script, job_script

# A job that kills its host costs one more boot for the jobs after it.
_BOOTS = 4
_MEMORY_MB = 1024


@dataclass(frozen=True, slots=True)
class Recipe:
    """How QEMU emulates one architecture with its virtualisation extension."""

    qemu: str
    options: Sequence[str]
    console: str


@dataclass(frozen=True, slots=True)
class Place:
    """`work`: a folder for initramfs and console log. `root`: guest paths →
    files of this machine that every job sees (shared libraries). `say` takes
    the lines of progress.
    """

    work: Path
    root: Mapping[str, Path]
    say: Callable[[str], None]


RECIPES: Mapping[str, Recipe] = {
    "x86_64": Recipe(
        "qemu-system-x86_64",
        ("-machine", "q35", "-cpu", "max,+svm", "-no-user-config"),
        "console=ttyS0 nokaslr tsc=reliable",
    ),
    # neoverse-n1: `max` emulates pointer authentication and boots 4 times slower.
    "aarch64": Recipe(
        "qemu-system-aarch64",
        ("-M", "virt,virtualization=on,gic-version=3", "-cpu", "neoverse-n1"),
        "console=ttyAMA0",
    ),
}

_COMMON = (
    *("-accel", "tcg", "-nodefaults", "-display", "none", "-serial", "stdio"),
    *("-no-reboot", "-smp", "1", "-m", str(_MEMORY_MB)),
)
_KERNEL = "quiet panic=-1 mitigations=off"


def run_nested(
    arch: str,
    jobs: Sequence[Job],
    pieces: Pieces,
    place: Place,
) -> list[Result]:
    """The results of all jobs, in order."""
    results: list[Result] = []
    for attempt in range(_BOOTS):
        rest = jobs[len(results) :]
        if not rest:
            break
        results += _one_boot(arch, rest, pieces, place, attempt)
    results += [
        _lost(job, "not run: its host died too often") for job in jobs[len(results) :]
    ]
    return results


def _one_boot(
    arch: str,
    jobs: Sequence[Job],
    pieces: Pieces,
    place: Place,
    attempt: int,
) -> list[Result]:
    """Results up to and including the job under which the host died, if any."""
    work = place.work / f"boot{attempt}"
    work.mkdir(parents=True, exist_ok=True)
    initrd = work / "initrd.cpio"
    initrd.write_bytes(initramfs(jobs, pieces, place.root))
    machine = Machine(_argv(arch, pieces, initrd), work / "console.log")
    script = boot(machine, jobs, _Progress(arch, len(jobs), place.say))
    results = list(script.results)
    if len(results) < len(jobs):
        victim = jobs[len(results)]
        console = "\n".join(script.console)
        results.append(_lost(victim, f"the nested host stopped:\n{console}"))
    return results


def _lost(job: Job, why: str) -> Result:
    return Result(job.name, End.LOST, -1, why, 0.0)


class _Progress:
    """One line for each finished job."""

    def __init__(self, arch: str, total: int, say: Callable[[str], None]) -> None:
        self._label, self._total, self._done = f"lab {arch}", total, 0
        self._say = say

    def __call__(self, result: Result) -> None:
        self._done += 1
        self._say(f"{self._label}: {self._done}/{self._total} {result.describe()}")


def _argv(arch: str, pieces: Pieces, initrd: Path) -> list[str]:
    recipe = RECIPES[arch]
    return [
        recipe.qemu,
        *recipe.options,
        *_COMMON,
        *("-kernel", str(pieces.kernel), "-initrd", str(initrd)),
        *("-append", f"{recipe.console} {_KERNEL}"),
    ]


def initramfs(jobs: Sequence[Job], pieces: Pieces, root: Mapping[str, Path]) -> bytes:
    """The first root of a nested host. It is not compressed: emulated
    unpacking costs more than QEMU's copy of it.
    """
    archive = Cpio()
    archive.device("/dev/console", 5, 1)
    archive.file("/bin/busybox", pieces.busybox.read_bytes(), 0o755)
    archive.file("/init", init_script(jobs).encode(), 0o755)
    order = "".join(f"{module.name}\n" for module in pieces.modules)
    archive.file("/modules/order", order.encode())
    for module in pieces.modules:
        archive.file(f"/modules/{module.name}", module.read_bytes())
    for path, source in root.items():
        archive.file(path, source.read_bytes(), 0o755)
    _add_jobs(archive, jobs)
    return archive.finished()


def _add_jobs(archive: Cpio, jobs: Sequence[Job]) -> None:
    """Each job's folder; a file that several jobs need lies in /files once."""
    stored: dict[Path, str] = {}
    for index, job in enumerate(jobs):
        here = f"/jobs/{folder(index)}"
        archive.file(f"{here}/job.sh", job_script(job).encode())
        for name, source in job.files.items():
            if source not in stored:
                stored[source] = f"/files/{len(stored)}"
                archive.file(stored[source], source.read_bytes(), 0o755)
            archive.link(f"{here}/{name}", stored[source])
