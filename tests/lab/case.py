# SPDX-License-Identifier: ISC
"""Cases: one image under one tender with its wants and what must come of it.

A case becomes a job of the lab; `problem` judges the job's result.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .job import Disk, End, Job, Result, Tap, command


@dataclass(frozen=True, slots=True)
class Case:
    """What to run and what to expect of it.

    `mem` is in MiB, 0 leaves the tender's default. `ping` names addresses to
    flood with `pings` echo requests each; with `serve` the image never ends by
    itself, and the case's status is that of the pings. `bare` runs the image
    without a tender. `post` is shell text run after the tender. `exits` are
    the allowed statuses, `expect` and `absent` texts in the output, and of
    `any_of` one must be there.
    """

    name: str
    exits: Sequence[int] = (0,)
    expect: Sequence[str] = ()
    any_of: Sequence[str] = ()
    absent: Sequence[str] = ()
    mem: int = 0
    options: Sequence[str] = ()
    args: Sequence[str] = ()
    taps: Sequence[Tap] = ()
    disks: Sequence[Disk] = ()
    ping: Sequence[str] = ()
    pings: int = 0
    serve: bool = False
    bare: bool = False
    post: str = ""
    timeout: float = 60.0

    def job(self, name: str, tender: Path, image: Path) -> Job:
        """The lab's job for this case, called `name`."""
        files: Mapping[str, Path] = {"tender": tender, "image": image}
        return Job(
            name=name,
            command=self._command(),
            files={"image": image} if self.bare else files,
            taps=self.taps,
            disks=self.disks,
            timeout=self.timeout,
        )

    def problem(self, result: Result) -> str:
        """What is wrong with `result`, empty when nothing is."""
        if result.end is not End.DONE:
            return f"{result.end.value} after {result.seconds:.1f} s"
        if result.status not in self.exits:
            wanted = " or ".join(str(status) for status in self.exits)
            return f"exit {result.status} instead of {wanted}"
        missing = [text for text in self.expect if text not in result.output]
        if missing:
            return f"the output lacks {missing[0]!r}"
        if self.any_of and not any(text in result.output for text in self.any_of):
            return f"the output has none of {list(self.any_of)}"
        present = [text for text in self.absent if text in result.output]
        return f"the output has {present[0]!r}" if present else ""

    def _command(self) -> str:
        guest = command(["./image", *self.args])
        if self.bare:
            return guest
        mem = [f"--mem={self.mem}"] if self.mem else []
        run = f"{command(['./tender', *mem, *self.options])} -- {guest}"
        if self.ping and self.serve:
            return _served(run, self.ping, self.pings)
        floods = "".join(f"{_flood(host, self.pings)} &\n" for host in self.ping)
        return f"{floods}{run}\nstatus=$?\n{self.post}\nexit $status"


def _served(run: str, hosts: Sequence[str], count: int) -> str:
    """Pings a guest that serves for ever, then ends it."""
    floods = " && ".join(_flood(host, count) for host in hosts)
    return f"{run} & guest=$!\n{floods}\nstatus=$?\nkill $guest; exit $status"


def _flood(host: str, count: int) -> str:
    """Waits until `host` answers, then pings it as fast as it answers.

    `-A` is the flood that busybox has too; its statistics are the proof.
    """
    once = f"ping -c 1 -W 1 {shlex.quote(host)} >/dev/null 2>&1"
    flood = f"ping -A -q -c {count} {shlex.quote(host)}"
    return f"( until {once}; do :; done; {flood} )"
