# SPDX-License-Identifier: ISC
"""A machine that has booted, as a file: made once, resumed for every run."""

from __future__ import annotations

import json
import shlex
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from . import boot
from .errors import Missing

_LIMIT = 60.0  # seconds to write a gigabyte of memory, most of it zeroes
_POLL = 0.1


def resume(snapshot: Path) -> list[str]:
    """QEMU's words for a machine that goes on where `snapshot` was taken."""
    return ["-incoming", f"exec:cat {shlex.quote(str(snapshot))}"]


def take(argv: Sequence[str], ready: str, snapshot: Path) -> None:
    """Starts a machine, waits for the line `ready` on its standard output, and
    writes its state to `snapshot`. Raises Missing when that line does not come.
    """
    ours, its = socket.socketpair()
    words = [*argv, "-chardev", f"socket,id=control,fd={its.fileno()}"]
    process = subprocess.Popen(
        [*words, "-mon", "chardev=control,mode=control"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        pass_fds=[its.fileno()],
    )
    its.close()
    try:
        with ours, tempfile.TemporaryFile() as log:
            ours.settimeout(_LIMIT)
            _wait(process, ready, log)
            _write(_Monitor(ours), snapshot)
    finally:
        process.kill()
        process.wait()


def _wait(process: subprocess.Popen[bytes], ready: str, log: IO[bytes]) -> None:
    assert process.stdout is not None
    for line in boot.lines(process.stdout, log, lambda: boot.BOOT_LIMIT):
        if line.rstrip("\r") == ready:
            return
    raise Missing(f"the host that was to be kept did not say {ready}")


def _write(monitor: _Monitor, snapshot: Path) -> None:
    """The state, complete or not at all."""
    fresh = snapshot.with_suffix(".new")
    # All at once: there is nobody whom a pause would disturb.
    monitor.ask("migrate-set-parameters", {"max-bandwidth": 1 << 32})
    monitor.ask("migrate", {"uri": f"exec:cat >{shlex.quote(str(fresh))}"})
    deadline = time.monotonic() + _LIMIT
    while (status := monitor.ask("query-migrate", {}).get("status")) != "completed":
        if status == "failed" or time.monotonic() > deadline:
            raise Missing(f"QEMU could not write {snapshot.name}: {status}")
        time.sleep(_POLL)
    fresh.replace(snapshot)


class _Monitor:
    """QEMU's side of a control socket: docs/interop/qmp-spec.txt; the commands are
    those of its QAPI schema.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._file = connection.makefile("rwb")
        self._file.readline()  # its greeting
        self.ask("qmp_capabilities", {})

    def ask(self, command: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """The answer to a command; events that come before it are skipped."""
        request = {"execute": command, "arguments": arguments}
        self._file.write(json.dumps(request).encode() + b"\n")
        self._file.flush()
        for line in self._file:
            answer = json.loads(line)
            if "error" in answer:
                raise Missing(f"QEMU refused {command}: {answer['error']['desc']}")
            if "return" in answer:
                return dict(answer["return"])
        raise Missing(f"QEMU ended while it was asked for {command}")
