# SPDX-License-Identifier: ISC
"""Jobs on this machine itself: the same scripts, each in a folder of its own
and, when it wants taps, in a network namespace that vanishes with it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from . import programs
from .errors import Missing
from .job import End, Job, Result
from .script import OUTPUT_LIMIT, job_script


def run_direct(jobs: Sequence[Job]) -> list[Result]:
    """The results of all jobs, in order."""
    return [_run(job) for job in jobs]


def needs_network() -> None:
    """Raises Missing when no tap in a private network namespace can be had."""
    for program in ("unshare", "ip", "ping"):
        programs.ensure(program)
    if not os.access("/dev/net/tun", os.R_OK | os.W_OK):
        raise Missing("/dev/net/tun cannot be opened by this user", "sudo ./scons test")
    probe = [*_namespace(), "true"]
    if subprocess.run(probe, check=False, capture_output=True).returncode:
        raise Missing("no network namespace can be made here", "sudo ./scons test")


def _namespace() -> list[str]:
    return ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-r", "-n"]


def _run(job: Job) -> Result:
    with tempfile.TemporaryDirectory(prefix="echis-lab-") as scratch:
        here = Path(scratch)
        for name, source in job.files.items():
            (here / name).symlink_to(source.resolve())
        (here / "job.sh").write_text(job_script(job))
        argv = [*(_namespace() if job.taps else []), "sh", "./job.sh"]
        with (here / "job.out").open("w+b") as out:
            start = time.monotonic()
            end, status = _supervise(argv, here, out.fileno(), job.timeout)
            seconds = time.monotonic() - start
            out.seek(0)
            text = out.read(OUTPUT_LIMIT).decode(errors="replace")
        return Result(job.name, end, status, text, seconds)


def _supervise(
    argv: Sequence[str], folder: Path, out: int, timeout: float
) -> tuple[End, int]:
    """Runs a job to its end; whatever it left behind in its session is killed."""
    process = subprocess.Popen(
        argv,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        return End.DONE, process.wait(timeout)
    except subprocess.TimeoutExpired:
        return End.TIMEOUT, 128 + signal.SIGTERM
    finally:
        _kill_session(process)


def _kill_session(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
