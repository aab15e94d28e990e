# SPDX-License-Identifier: ISC
"""System call numbers of Linux, for the guests' command lines."""

from __future__ import annotations

from .tender import ARCH

# name: (x86_64, aarch64)
_NUMBERS = {
    "read": (0, 63),
    "write": (1, 64),
    "pread64": (17, 67),
    "pwrite64": (18, 68),
    "epoll_pwait": (281, 22),
    "timerfd_settime": (286, 86),
    "clock_gettime": (228, 113),
    "exit_group": (231, 94),
    "getpid": (39, 172),
    "openat": (257, 56),
    "mprotect": (10, 226),
    "mmap": (9, 222),
    "socket": (41, 198),
    "execve": (59, 221),
    "clone": (56, 220),
    "kill": (62, 129),
    "ptrace": (101, 117),
    "dup3": (292, 24),
    "ioctl": (16, 29),
    "close": (3, 57),
}
_COLUMN = ("x86_64", "aarch64").index(ARCH)

NR = {name: numbers[_COLUMN] for name, numbers in _NUMBERS.items()}


def words(text: str) -> list[str]:
    """The guest's words for calls written by name: `call read 0 b 1, …`."""
    return [_word(word) for word in text.replace(",", " ,").split()]


def _word(word: str) -> str:
    if word.startswith("-"):
        return str((1 << 64) + int(word))
    return str(NR.get(word, word))
