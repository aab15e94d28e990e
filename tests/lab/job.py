# SPDX-License-Identifier: ISC
"""What the lab is given and what it gives back: jobs, their wants, their results."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap interface with an IPv4 address in CIDR form."""

    name: str
    address: str
    mtu: int = 1500


@dataclass(frozen=True, slots=True)
class Disk:
    """A file of `size` zero bytes in the job's folder."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Job:
    """One command in a folder of its own.

    `files` maps names in that folder to files of this machine. `pre` is shell
    text run before `command` and not judged. `timeout` is in seconds.
    """

    name: str
    command: str
    files: Mapping[str, Path] = field(default_factory=dict)
    taps: Sequence[Tap] = ()
    disks: Sequence[Disk] = ()
    pre: str = ""
    timeout: float = 60.0


class End(Enum):
    """How a job ended; `lost` means that its host died or hung under it."""

    DONE = "done"
    TIMEOUT = "timeout"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Result:
    """Exit code, output and duration (seconds) of one job."""

    name: str
    end: End
    status: int
    output: str
    seconds: float

    @property
    def printed(self) -> str:
        """The output, without what dom0 says of a guest that ended well."""
        return self.output.removesuffix("xen: poweroff\n")

    def describe(self) -> str:
        """One line for progress and for a failed assertion."""
        how = f"exit {self.status}" if self.end is End.DONE else self.end.value
        return f"{self.name}: {how}, {self.seconds:.1f} s"


def command(argv: Sequence[str | Path]) -> str:
    """Shell text that runs exactly these arguments."""
    return shlex.join(str(word) for word in argv)
