# SPDX-License-Identifier: ISC
"""Guests of Xen with a script beside them in dom0, as trials of the matrix's boot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.lab import Missing
from tests.lab.batches import Batches
from tests.lab.case import Case
from tests.lab.job import Disk, Job, Tap
from tests.lab.ways import Way

from . import images

# What scripts may say: to wait for a text on the console, and to type one there.
_WORDS = """\
said() { until grep -qF "$1" "$LOG"; do usleep 50000; done; }
typed() { printf "$1" >"$(xenstore-read "/local/domain/$DOMID/console/tty")"; }
"""
TAPS = (Tap("tap100", "10.0.0.1/24"),)
DISKS = (Disk("storage.img", 4 << 20),)
BUSY_OPTIONS = ("--net:service=tap100", "--block:storage=storage.img")


@dataclass(frozen=True, slots=True)
class Guest:
    """One guest, or what `command` starts; `hook` is shell text, run beside it."""

    case: Case
    image: str
    hook: str = ""
    command: str = ""
    arch: str = "x86_64"
    way: Way = Way.XEN

    @property
    def id(self) -> str:
        """The name in pytest's output and in the lab's."""
        return f"{self.case.name}-xen"

    def job(self, work: Path) -> Job:
        """The lab's job; the hook is written into `work`."""
        tender = images.tender("xen", self.arch)
        image = images.built(images.image(f"test_{self.image}", "xen", self.arch))
        job = self.case.job(self.id, tender, image)
        hook = work / f"{self.id}.hook"
        hook.write_text(_WORDS + self.hook)
        files = {**job.files, "hook": hook}
        return replace(job, files=files, command=self.command or job.command)

    def check(self, batches: Batches) -> None:
        """The test: it ends and prints as the case says."""
        try:
            result = batches.result(self)
        except Missing as missing:
            pytest.skip(str(missing))
        problem = self.case.problem(result)
        assert not problem, f"{result.describe()}: {problem}\n{result.output}"


def guest(name: str, image: str, hook: str = "", **case: object) -> Guest:
    """A guest whose end and output must be those of the case."""
    given = Case(name, **case)  # type: ignore[arg-type]
    options = (*given.options, "--hook=hook") if hook else given.options
    return Guest(replace(given, options=options), image, hook)


def busy(name: str, hook: str, **case: object) -> Guest:
    """A guest that uses a vif and a disk, and ends well, whatever the hook does."""
    return guest(
        name,
        "busy",
        f"said 'test_busy'\nusleep 300000\n{hook}typed .\n",
        taps=TAPS,
        disks=DISKS,
        options=BUSY_OPTIONS,
        args=("120000",),
        **case,
    )
