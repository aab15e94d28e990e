# SPDX-License-Identifier: ISC
"""Ctrl-C: one sentence at once, then silence until the program has ended.

Where the signal comes, in an import or in another's code, what it raises there may
become any other error. So nothing more is heard, and the status is decided here.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import signal
import threading
from pathlib import Path
from types import FrameType

NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SENTENCE = "interrupted: what is finished stays, and the same command goes on"
_MOMENT = 0.1

# A handler may come into the middle of its own thread's call.
_one_at_a_time = threading.RLock()
_told: list[int] = []
_arrived: list[int] = []


def heard() -> list[signal.Signals]:
    """The signals that end the program; `nohup` and `&` have some ignored."""
    return [n for n in NUMBERS if signal.getsignal(n) is not signal.SIG_IGN]


def hold() -> None:
    """Keeps Ctrl-C waiting, through `exec` too, while nobody is there to hear it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def hear() -> None:
    """From here on a signal ends the program, also one that was held back."""
    arrived, to_write = os.pipe()
    os.set_blocking(to_write, False)
    signal.set_wakeup_fd(to_write)
    _arrived[:] = [arrived]
    for number in heard():
        signal.signal(number, _stop)
    # Registered first, it comes last: what has to be put in order is.
    atexit.register(_end)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def let_it_come() -> None:
    """Waits a moment, after a program of ours has failed and before that is told.

    Ctrl-C goes to the whole group, and that program may have heard it before us.
    Only the main thread runs handlers, when it gets to it; the pipe is at once.
    """
    if _arrived and select.select(_arrived, [], [], _MOMENT)[0]:
        tell(os.read(_arrived[0], 1)[0])


def tell(number: int) -> None:
    """Says the last word of the program, and fixes its status: 128 + n."""
    with _one_at_a_time:
        if not _told:
            _told.append(number)
            _end_all_output()
            _end_children()


def told() -> bool:
    """Whether the program is ending because of a signal."""
    return bool(_told)


def _end() -> None:
    if _told:
        os._exit(128 + _told[0])


def _end_all_output() -> None:
    # A terminal shows ^C, or a line that is rewritten. And not through sys.stderr,
    # in whose middle the signal may have come.
    start = "\r\033[K" if os.isatty(2) else ""
    os.write(2, f"{start}echis: {SENTENCE}\n".encode())
    nobody = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nobody, 1)
    os.dup2(nobody, 2)


def _end_children() -> None:
    """Ends what would be waited for: some programs do not hear Ctrl-C at once."""
    for file in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in file.read_text().split():
                os.kill(int(child), signal.SIGTERM)


def _stop(number: int, _: FrameType | None) -> None:
    tell(number)
    raise KeyboardInterrupt
