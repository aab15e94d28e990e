# SPDX-License-Identifier: ISC
"""The console of a guest on a host that tells no exit status: it is in the last line,
which ``platform_exit`` of virtio and xen prints.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import IO

from echis.errors import ConfigError

_STATUS = re.compile(rb"Solo5: exit status (\d+)\r?\n\Z")
_STATUS_SO_FAR = re.compile(rb"Solo5: exit status \d{0,3}\r?\n?")
_MARK = b"Solo5: exit status "
# The program's own says nothing of the guest: isa-debug-exit makes QEMU's odd, a
# power-off 0.
_NO_STATUS = 1


def run(command: Sequence[str], stop: Callable[[], None] | None = None) -> int:
    """Runs a program whose standard output is the guest's console; the guest's exit
    status, 1 where it told none. ``stop`` ends the guest at a signal, where it does not
    end with the program.
    """
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
    except FileNotFoundError:
        raise ConfigError(f"{command[0]} is not installed") from None
    ends = (signal.SIGINT, signal.SIGTERM)
    told: list[int] = []

    def end(number: int, frame: object) -> None:
        told.append(number)
        if stop:
            stop()
        process.terminate()

    before = {number: signal.signal(number, end) for number in ends}
    assert process.stdout is not None
    status = _pass_on(process.stdout, sys.stdout.buffer)
    process.wait()
    for number, handler in before.items():
        signal.signal(number, handler)
    if told:
        return 128 + told[0]
    return _NO_STATUS if status is None else status


def _pass_on(console: IO[bytes], out: IO[bytes]) -> int | None:
    """Copies the console as it comes, without its last line if that is the status."""
    held = b""
    while more := os.read(console.fileno(), 65536):
        held += more
        # What may become that line waits for the rest of it.
        ready = held[: _begins(held)]
        held = held[len(ready) :]
        out.write(ready)
        out.flush()
    found = _STATUS.search(held)
    out.write(held if found is None else b"")
    out.flush()
    return int(found[1]) if found else None


def _begins(held: bytes) -> int:
    """Where the status, or the beginning of one, is at the end; else the length."""
    for at in range(max(0, len(held) - len(_MARK) - 4), len(held)):
        rest = held[at:]
        if _MARK.startswith(rest) or _STATUS_SO_FAR.fullmatch(rest):
            return at
    return len(held)
