# SPDX-License-Identifier: ISC
"""How a guest's end becomes the tender's, and signals from outside."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import termios
from pathlib import Path

import pytest

from .calls import words
from .tender import command, run

# Writes one byte and its result, then waits for ever.
_SLEEP = words("call write 1 b 1, epoll_pwait e b 1 -1 0 8")


@pytest.mark.parametrize("status", [0, 1, 63, 64, 254, 255])
def test_status_is_handed_on(plain: Path, status: int) -> None:
    assert run("spt", plain, *words(f"call exit_group {status}")).status == status


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_the_guest(plain: Path, number: signal.Signals) -> None:
    line = command("spt", plain, *_SLEEP)
    with subprocess.Popen(line, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        process.send_signal(number)
        assert process.wait(5) == 128 + number


def test_ctrl_c_leaves_the_terminal_as_it_was(plain: Path) -> None:
    outer, inner = pty.openpty()
    before = termios.tcgetattr(inner)
    line = command("spt", plain, *_SLEEP)
    process = subprocess.Popen(
        ["setsid", "-c", *line],
        stdin=inner,
        stdout=inner,
        stderr=inner,
    )
    os.read(outer, 1)
    os.write(outer, b"\x03")
    assert process.wait(5) == 130
    assert termios.tcgetattr(inner) == before
    os.close(inner)
    os.close(outer)


def test_stop_and_continue(plain: Path) -> None:
    line = command("spt", plain, *_SLEEP)
    with subprocess.Popen(line, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        process.send_signal(signal.SIGSTOP)
        os.waitpid(process.pid, os.WUNTRACED)
        process.send_signal(signal.SIGCONT)
        process.send_signal(signal.SIGTERM)
        # A guest that slept sees its call interrupted (and ends with 0): the
        # kernel restarts none by a system call that the filter would refuse.
        assert process.wait(5) in (0, 143)


def test_memory_costs_nothing_until_used(plain: Path) -> None:
    line = command("spt", "--mem=4096", plain, *_SLEEP)
    with subprocess.Popen(line, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        status = Path(f"/proc/{process.pid}/status").read_text()
        process.terminate()
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    assert int(resident.split()[1]) < 1024
