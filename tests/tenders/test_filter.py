# SPDX-License-Identifier: ISC
"""The spt guest's system calls: those the ABI names, and no others."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import pytest

from .calls import words
from .tender import ARCH, End, run

_EAGAIN = -11


def _run(image: Path, disk: Path, wire: socket.socket, text: str) -> End:
    net = f"--net:service=@{wire.fileno()}"
    options = (net, f"--block:storage={disk}", image)
    return run("spt", *options, *words(text), pass_fds=[wire.fileno()])


@pytest.mark.parametrize(
    ("call", "result"),
    [
        ("write 1 b 0", 0),
        ("clock_gettime 0 b", 0),
        ("clock_gettime 1 b", 0),
        ("timerfd_settime t 0 b 0", 0),
        ("epoll_pwait e b 1 0 0 8", 0),
        ("read n b 64", _EAGAIN),
        ("write n b 64", 64),
        ("pread64 d b 512 0", 512),
        ("pread64 d b 512 3584", 512),
        ("pwrite64 d b 512 3584", 512),
    ],
)
def test_allowed(
    devices: Path, disk: Path, wire: socket.socket, call: str, result: int
) -> None:
    end = _run(devices, disk, wire, f"call {call}")
    assert (end.status, end.out) == (0, f"{result} ")


@pytest.mark.parametrize(
    "call",
    [
        "getpid",
        "openat 0 b 0",
        "mprotect 1048576 4096 7",
        "mmap 0 4096 7 34 -1 0",
        "socket 2 1 0",
        "execve b b b",
        "clone 17 0 0 0 0",
        "kill 1 9",
        "ptrace 0 0 0 0",
        "dup3 1 9 0",
        "ioctl 1 21505 b",
        "close 1",
        "read 0 b 1",
        "read 1 b 1",
        "read d b 512",
        "write 0 b 1",
        "write 2 b 1",
        "write d b 512",
        "write e b 1",
        "write -1 b 1",
        "clock_gettime 2 b",
        "clock_gettime 7 b",
        "timerfd_settime e 0 b 0",
        "epoll_pwait t b 1 0 0 8",
        "pread64 n b 512 0",
        "pread64 1 b 512 0",
        "pread64 d b 511 0",
        "pread64 d b 1024 0",
        "pread64 d b 4294967808 0",
        "pread64 d b 512 3585",
        "pread64 d b 512 4096",
        "pread64 d b 512 4294967296",
        "pread64 d b 512 -512",
        "pwrite64 d b 512 4096",
        "pwrite64 d b 1024 0",
        "1073741825 1 b 1",
        "4095",
        "-1",
    ],
)
def test_killed(devices: Path, disk: Path, wire: socket.socket, call: str) -> None:
    before = disk.read_bytes()
    end = _run(devices, disk, wire, f"call {call}")
    assert (end.status, end.out) == (-signal.SIGSYS, "")
    assert disk.read_bytes() == before


@pytest.mark.skipif(ARCH != "x86_64", reason="arch_prctl exists only on x86_64")
@pytest.mark.parametrize(
    ("option", "status"), [(0x1002, 0), (0x1001, -31), (0x1003, -31)]
)
def test_only_the_thread_pointer_is_set(plain: Path, option: int, status: int) -> None:
    assert run("spt", plain, *words(f"call 158 {option} b")).status == status


# The limit is compared in two halves: 5 GiB has both of them non-zero.
_LARGE = 5 << 30


@pytest.mark.parametrize(
    ("offset", "status"),
    [
        (0, 0),
        (0xFFFFFE00, 0),
        (1 << 32, 0),
        (_LARGE - 512, 0),
        (_LARGE - 511, -signal.SIGSYS),
        (_LARGE, -signal.SIGSYS),
        (2 << 32, -signal.SIGSYS),
    ],
)
def test_offsets_beyond_four_gigabytes(
    devices: Path, disk: Path, wire: socket.socket, offset: int, status: int
) -> None:
    os.truncate(disk, _LARGE)
    end = _run(devices, disk, wire, f"call pread64 d b 512 {offset}")
    assert end.status == status
