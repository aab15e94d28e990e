# SPDX-License-Identifier: ISC
"""Guests under QEMU that answer on their console: an image of ours, or Linux with a
program that does the same. They differ in the kernel, in no device or option.
"""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bench.figure import NotMeasured
from echis import qemu
from tests.lab import boot, programs
from tests.lab.cpio import Cpio
from tests.lab.errors import Missing
from tests.lab.nested import add_modules
from tests.lab.pieces import Pieces, pieces

ARCH = "x86_64"
MEM = 256
SECONDS = 30.0
_LINUX = "console=ttyS0 quiet panic=-1 mitigations=off tsc=reliable"
_INIT = """\
#!/bin/busybox sh
/bin/busybox mkdir -p /dev /proc /sys
/bin/busybox --install -s /bin
export PATH=/bin
mount -t devtmpfs dev /dev
mount -t proc proc /proc
mount -t sysfs sys /sys
for module in $(cat /modules/order); do insmod /modules/$module; done
stty -F /dev/console raw -echo
# What is sent before the interface is up is lost.
if ip link set dev eth0 up 2>/dev/null; then
  while [ "$(cat /sys/class/net/eth0/operstate)" = down ]; do usleep 10000; done
fi
/program eth0
poweroff -f
"""


class Guest:
    """A running guest, for the body of a `with`."""

    def __init__(self, words: Sequence[str], fds: Sequence[int] = ()) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            words, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, pass_fds=fds
        )
        assert self._process.stdout is not None
        self._log = io.BytesIO()
        self._lines = boot.lines(self._process.stdout, self._log, lambda: SECONDS)

    def __enter__(self) -> Guest:
        return self

    def __exit__(self, *why: object) -> None:
        """Kills it: what it would say is known."""
        self._process.kill()
        self._process.communicate()

    def ask(self, command: str) -> int:
        """The answer to a command."""
        assert self._process.stdin is not None
        self._process.stdin.write(command.encode() + b"\n")
        self._process.stdin.flush()
        return self.answer()

    def answer(self) -> int:
        """The next number that the guest says; RuntimeError when it says none."""
        for line in self._lines:
            if found := re.match(r"@ (\d+)", line):
                return int(found[1])
        raise RuntimeError(f"a guest stopped: {self._log.getvalue()[-2000:]!r}")


def needed() -> Pieces:
    """What a guest with Linux is made of. Raises NotMeasured where it is not to be
    had.
    """
    try:
        programs.ensure(qemu.PROGRAM.format(arch=ARCH))
        return pieces(ARCH)
    except Missing as why:
        raise NotMeasured(str(why)) from why


def ours(image: Path, devices: Sequence[str]) -> list[str]:
    """QEMU's words for an image of ours."""
    return qemu.command(image, ARCH, (), devices, mem=MEM, accel="tcg")


def linux(program: Path, work: Path, devices: Sequence[str]) -> list[str]:
    """QEMU's words for Linux with `program`; its first root is made in `work`."""
    parts = needed()
    root = work / f"{program.name}.cpio"
    root.write_bytes(_root(parts, program))
    return [
        *qemu.machine(ARCH, devices, mem=MEM, accel="tcg"),
        *("-kernel", str(parts.kernel), "-initrd", str(root), "-append", _LINUX),
    ]


def _root(parts: Pieces, program: Path) -> bytes:
    archive = Cpio()
    archive.device("/dev/console", 5, 1)
    archive.file("/bin/busybox", parts.busybox.read_bytes(), 0o755)
    archive.file("/init", _INIT.encode(), 0o755)
    archive.file("/program", program.read_bytes(), 0o755)
    add_modules(archive, parts.virtio)
    return archive.finished()
