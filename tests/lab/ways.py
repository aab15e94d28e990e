# SPDX-License-Identifier: ISC
"""The choice between this machine and a nested host, and the one call for both."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path

from . import direct, programs
from .job import Job, Result
from .linux import RECIPES, Linux
from .nested import Host, Place, run_nested
from .pieces import pieces
from .xen import QEMU, TENDER, Xen
from .xen_pieces import xen_pieces


class Way(Enum):
    """How the images of a target × arch are run here."""

    DIRECT = "on this machine"
    NESTED = "in a nested host under QEMU"
    EMULATED = "by QEMU"
    XEN = "by Xen in a nested host"

    @property
    def batched(self) -> bool:
        """Whether one boot of a host runs many jobs."""
        return self in (Way.NESTED, Way.XEN)


def way(target: str, arch: str) -> Way:
    """The way to run `target` images of `arch` on this machine."""
    if target == "virtio":
        return Way.EMULATED
    if target == "xen":
        return Way.XEN
    if arch != platform.machine():
        return Way.NESTED
    if target == "hvt" and not real_kvm(arch):
        return Way.NESTED
    return Way.DIRECT


def tender(folder: Path, target: str) -> Path:
    """The tender of `target` among those that a build put into `folder`; that of xen
    is dom0's, which has no Python.
    """
    return TENDER if target == "xen" else folder / f"solo5-{target}"


def real_kvm(arch: str) -> bool:
    """Whether /dev/kvm opens and hardware stands behind it.

    On x86_64 a writable /dev/kvm without svm or vmx is one that emulates
    guest kernels, slowly and not always right.
    """
    if not os.access("/dev/kvm", os.R_OK | os.W_OK):
        return False
    if arch != "x86_64":
        return True
    flags = Path("/proc/cpuinfo").read_text().split()
    return "svm" in flags or "vmx" in flags


def on_stderr(line: str) -> None:
    """Shows a line of progress."""
    print(line, file=sys.stderr, flush=True)


def run(
    how: Way,
    arch: str,
    jobs: Sequence[Job],
    *,
    root: Mapping[str, Path] | None = None,
    work: Path | None = None,
    say: Callable[[str], None] = on_stderr,
) -> list[Result]:
    """The results of `jobs`, in order. `root` maps absolute guest paths to
    files that every job of a nested host needs; `work` keeps its console logs;
    `say` takes lines of progress. Raises Missing when the way cannot be gone here.
    """
    if not how.batched:
        if any(job.taps for job in jobs):
            direct.needs_network()
        return direct.run_direct(jobs)
    host = _host(how, arch)
    with tempfile.TemporaryDirectory(prefix="echis-lab-") as scratch:
        return run_nested(host, jobs, Place(work or Path(scratch), root or {}, say))


def _host(how: Way, arch: str) -> Host:
    if how is Way.XEN:
        programs.ensure(QEMU)
        return Xen(xen_pieces())
    programs.ensure(RECIPES[arch].qemu)
    return Linux(arch, pieces(arch))
