# SPDX-License-Identifier: ISC
"""The nested host for hvt and for the other architecture: a Debian kernel under
QEMU's emulation, which emulates the processor's virtualisation too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .boot import Machine
from .cpio import Cpio
from .job import Job
from .nested import Place, add_jobs, add_modules, add_root
from .pieces import Pieces
from .report import Transcript
from .script import jobs_script

_MEMORY_MB = 1024


@dataclass(frozen=True, slots=True)
class Recipe:
    """How QEMU emulates one architecture with its virtualisation extension."""

    qemu: str
    options: Sequence[str]
    console: str


RECIPES: Mapping[str, Recipe] = {
    "x86_64": Recipe(
        "qemu-system-x86_64",
        ("-machine", "q35", "-cpu", "max,+svm", "-no-user-config"),
        "console=ttyS0 nokaslr tsc=reliable",
    ),
    # neoverse-n1: `max` emulates pointer authentication and boots 4 times slower.
    "aarch64": Recipe(
        "qemu-system-aarch64",
        ("-M", "virt,virtualization=on,gic-version=3", "-cpu", "neoverse-n1"),
        "console=ttyAMA0",
    ),
}

_COMMON = (
    *("-accel", "tcg", "-nodefaults", "-display", "none", "-serial", "stdio"),
    *("-no-reboot", "-smp", "1", "-m", str(_MEMORY_MB)),
)
_KERNEL = "quiet panic=-1 mitigations=off"

_INIT = """\
#!/bin/busybox sh
/bin/busybox mkdir -p /dev /proc /sys /tmp
/bin/busybox --install -s /bin
export PATH=/bin
mount -t devtmpfs dev /dev
mount -t proc proc /proc
mount -t sysfs sys /sys
for module in $(cat /modules/order); do
  insmod /modules/$module || echo "@@note insmod $module failed"
done
dmesg -n 1
clean() {
  kill -9 -1
  for path in /sys/class/net/tap*; do
    [ -e $path ] && ip link set dev ${path##*/} down && tunctl -d ${path##*/}
  done >/dev/null 2>&1
}
"""


class Linux:
    """The nested host of one architecture."""

    def __init__(self, arch: str, pieces: Pieces) -> None:
        self.name = arch
        self._recipe, self._pieces = RECIPES[arch], pieces

    def machine(self, jobs: Sequence[Job], place: Place) -> Machine:
        """A machine whose first root holds the jobs."""
        initrd = place.work / "initrd.cpio"
        initrd.write_bytes(_initramfs(jobs, self._pieces, place.root))
        return Machine(self._argv(initrd), place.work / "console.log")

    def last_words(self, script: Transcript, work: Path) -> str:
        """The console is the one that the jobs print on."""
        return "\n".join(script.console)

    def _argv(self, initrd: Path) -> list[str]:
        return [
            self._recipe.qemu,
            *self._recipe.options,
            *_COMMON,
            *("-kernel", str(self._pieces.kernel), "-initrd", str(initrd)),
            *("-append", f"{self._recipe.console} {_KERNEL}"),
        ]


def _initramfs(jobs: Sequence[Job], pieces: Pieces, root: Mapping[str, Path]) -> bytes:
    """The first root. It is not compressed: emulated unpacking costs more than
    QEMU's copy of it.
    """
    archive = Cpio()
    archive.device("/dev/console", 5, 1)
    archive.file("/bin/busybox", pieces.busybox.read_bytes(), 0o755)
    archive.file("/init", (_INIT + jobs_script(jobs)).encode(), 0o755)
    add_modules(archive, pieces.modules)
    add_root(archive, root)
    add_jobs(archive, jobs)
    return archive.finished()
