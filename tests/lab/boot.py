# SPDX-License-Identifier: ISC
"""One run of QEMU: started, read to its end, never outliving its deadlines."""

from __future__ import annotations

import os
import selectors
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .job import Job, Result
from .report import Transcript

# Seconds. A boot takes 3 to 4 on an idle machine; a busy one needs its time.
BOOT_LIMIT = 150.0
_JOB_GRACE = 60.0
_POWER_OFF_LIMIT = 20.0


@dataclass(frozen=True, slots=True)
class Machine:
    """A QEMU command line and where a copy of its console is kept."""

    argv: Sequence[str]
    log: Path


def boot(
    machine: Machine, jobs: Sequence[Job], progress: Callable[[Result], None]
) -> Transcript:
    """The transcript of one boot, complete or up to where the host stopped."""
    script = Transcript(jobs)
    with machine.log.open("wb") as log:
        process = subprocess.Popen(
            machine.argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        try:
            assert process.stdout is not None
            for line in lines(process.stdout, log, lambda: _patience(script)):
                result = script.feed(line)
                if result is not None:
                    progress(result)
        finally:
            process.kill()
            process.wait()
    return script


def _patience(script: Transcript) -> float:
    """The seconds that may pass before the host's next line."""
    if script.finished:
        return _POWER_OFF_LIMIT
    if script.running is not None:
        return script.running.timeout + _JOB_GRACE
    return BOOT_LIMIT


def lines(
    stream: IO[bytes], log: IO[bytes], patience: Callable[[], float]
) -> Iterator[str]:
    """The console's lines until it closes or stays silent for too long."""
    pending = b""
    for chunk in _chunks(stream, patience):
        log.write(chunk)
        *whole, pending = (pending + chunk).split(b"\n")
        for line in whole:
            yield line.decode(errors="replace")


def _chunks(stream: IO[bytes], patience: Callable[[], float]) -> Iterator[bytes]:
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        deadline = time.monotonic() + patience()
        while selector.select(max(0.0, deadline - time.monotonic())):
            chunk = os.read(stream.fileno(), 65536)
            if not chunk:
                return
            yield chunk
            deadline = time.monotonic() + patience()
