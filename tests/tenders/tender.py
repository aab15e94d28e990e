# SPDX-License-Identifier: ISC
"""Runs of a tender on this machine."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conformance import images

ARCH = platform.machine()


@dataclass(frozen=True, slots=True)
class End:
    """How a run ended; a negative status is the signal that killed it."""

    status: int
    out: str
    err: str


def path(target: str, arch: str = ARCH) -> Path:
    """Our tender, which `./scons test` builds."""
    return images.built(images.tender(target, arch))


def command(target: str, *words: str | Path) -> list[str]:
    """The argument list of the tender of `target`."""
    return [str(path(target)), *map(str, words)]


def run(target: str, *words: str | Path, pass_fds: Sequence[int] = ()) -> End:
    """The end of the tender of `target` with these arguments."""
    done = subprocess.run(
        command(target, *words),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
        pass_fds=pass_fds,
    )
    out = done.stdout.decode(errors="surrogateescape")
    return End(done.returncode, out, done.stderr.decode(errors="surrogateescape"))
