# SPDX-License-Identifier: ISC
"""The nested host for xen images: Xen under QEMU's emulation of a processor that
virtualises, and jobs in dom0, a Debian kernel with Xen's tools.

Booting it takes far longer than a job. It is done once: the machine is kept in
the cache as it waits for a disk with jobs, and each run begins there.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bootstrap import folders

from . import snapshot
from .boot import Machine
from .cpio import Cpio
from .errors import Missing
from .job import Job
from .nested import Place, add_jobs, add_modules
from .pieces import cache
from .report import Transcript
from .script import jobs_script
from .xen_pieces import XenPieces

QEMU = "qemu-system-x86_64"
DOM0 = Path(__file__).with_name("dom0")
# The tender of a xen image in a job: it takes a tender's options.
TENDER = DOM0 / "solo5-xen"

# smap: QEMU 7.2 faults dom0 with it. One processor: more are no faster here.
_MACHINE = (
    *("-accel", "tcg", "-machine", "pc", "-cpu", "max,+svm,-smap", "-smp", "1"),
    *("-m", "1536", "-nodefaults", "-no-user-config", "-no-reboot"),
    *("-display", "none"),
)
# eager-fpu: lazily switched registers arrive corrupted under emulation.
_XEN = (
    "com1=115200,8n1 console=com1 loglvl=warning guest_loglvl=all "
    "dom0_mem=640M,max:640M spec-ctrl=eager-fpu"
)
_KERNEL = "console=hvc0 quiet panic=-1"
_WAITING = "@@waiting"
_DISK_BYTES = 256 << 20
_UNUSED_SECONDS = 24 * 3600
_CONSOLE_LINES = 40
_NOISE = re.compile(r"HVM (d|restore )\d+")  # of every guest's beginning

# Where others have a tap Xen's guests have a bridge, of the same name and address.
_BRIDGE = """\
tap() {
  ip link add "$1" type bridge || return
  # A frame to many goes to all.
  echo 0 >/sys/class/net/"$1"/bridge/multicast_snooping
  # An address that was set does not change when a guest comes.
  ip link set dev "$1" address "$(cat /sys/class/net/"$1"/address)"
  ip link set dev "$1" mtu "$3"
  ip addr add "$2" dev "$1"
  ip link set dev "$1" up
}
"""

# The job's tenders end their guests and tell what these said. Xen's services stay.
_CLEAN = """\
clean() {
  kill -TERM -$session
  for try in $(seq 200); do kill -0 -$session || break; usleep 50000; done
  kill -KILL -$session
  for id in $(xenstore-list /local/domain); do [ $id = 0 ] || xl destroy $id; done
  for path in /sys/class/net/*/bridge; do
    [ -e $path ] || continue
    path=${path%/bridge}
    ip link set dev ${path##*/} down
    ip link del dev ${path##*/}
  done
  /usr/sbin/losetup -D
  rm -rf /var/log/xen/console/*
} 2>/dev/null
"""


class Xen:
    """The nested host with Xen."""

    name = "xen"

    def __init__(self, pieces: XenPieces) -> None:
        self._pieces = pieces
        root = _initramfs(pieces)
        self._kept = cache() / f"xen-{_key(pieces, root)}"
        with folders.locked(cache() / "xen.lock"):
            self._keep(root)

    def machine(self, jobs: Sequence[Job], place: Place) -> Machine:
        """The kept machine, with a disk that holds the jobs."""
        disk = place.work / "jobs.cpio"
        if disk.write_bytes(_payload(jobs)) > _DISK_BYTES:
            raise Missing(f"the jobs' files take more than {_DISK_BYTES >> 20} MB")
        with disk.open("r+b") as file:
            file.truncate(_DISK_BYTES)
        argv = [
            *self._argv(place.work / "xen.log"),
            *("-drive", f"if=ide,format=raw,file={_text(disk)}"),
            *snapshot.resume(self._state),
        ]
        return Machine(argv, place.work / "console.log")

    def last_words(self, script: Transcript, work: Path) -> str:
        """The end of Xen's console. A state that did not go on is made anew."""
        if script.ready is None:
            self._state.unlink(missing_ok=True)
        text = (work / "xen.log").read_text(errors="replace")
        lines = [line for line in text.splitlines() if not _NOISE.search(line)]
        return "\n".join([*script.console, *lines[-_CONSOLE_LINES:]])

    @property
    def _state(self) -> Path:
        return self._kept / "state"

    def _keep(self, root: bytes) -> None:
        """Makes the kept machine when there is none."""
        self._kept.mkdir(exist_ok=True)
        if not self._state.exists():
            print("lab xen: booting the machine to keep", file=sys.stderr)
            (self._kept / "root.cpio").write_bytes(root)
            disk = f"if=ide,driver=null-co,read-zeroes=on,size={_DISK_BYTES}"
            argv = [*self._argv(self._kept / "xen.log"), "-drive", disk]
            snapshot.take(argv, _WAITING, self._state)
        _forget_others(self._kept)

    def _argv(self, log: Path) -> list[str]:
        kernel = f"{_text(self._pieces.kernel)} {_KERNEL}"
        return [
            QEMU,
            *_MACHINE,
            *("-serial", f"file:{log}", "-serial", "stdio"),
            *("-kernel", str(self._pieces.xen), "-append", _XEN),
            *("-initrd", f"{kernel},{_text(self._kept / 'root.cpio')}"),
        ]


def _text(path: Path) -> str:
    """In QEMU's lists a comma is written twice."""
    return str(path).replace(",", ",,")


def _key(pieces: XenPieces, root: bytes) -> str:
    """What the kept machine depends on: QEMU, its words, pieces, dom0's files."""
    version = subprocess.run([QEMU, "--version"], check=True, capture_output=True)
    words = "\0".join([pieces.version, *_MACHINE, _XEN, _KERNEL, str(_DISK_BYTES)])
    return hashlib.sha256(version.stdout + words.encode() + root).hexdigest()[:16]


def _forget_others(kept: Path) -> None:
    """Removes machines that nobody has used for a day."""
    (kept / "used").touch()
    for used in cache().glob("xen-*/used"):
        if used.stat().st_mtime < time.time() - _UNUSED_SECONDS:
            for file in used.parent.iterdir():
                file.unlink()
            used.parent.rmdir()


def _initramfs(pieces: XenPieces) -> bytes:
    """dom0's first root, without any job."""
    archive = Cpio()
    archive.device("/dev/console", 5, 1)
    archive.link("/lib", "usr/lib")
    archive.link("/lib64", "usr/lib64")
    for path, file in pieces.root.items():
        archive.file(path, file.read_bytes(), 0o755)
    archive.link("/bin/busybox", "/usr/bin/busybox")
    for word in ("chmod", "exists", "list", "ls", "read", "rm", "watch", "write"):
        archive.link(f"/usr/bin/xenstore-{word}", "xenstore")
    add_modules(archive, pieces.modules)
    archive.file("/init", (DOM0 / "init").read_bytes(), 0o755)
    archive.file("/etc/xen/xl.conf", b'autoballoon="off"\n')
    for name in ("vif", "block"):
        archive.file(f"/etc/xen/scripts/{name}", (DOM0 / name).read_bytes(), 0o755)
    return archive.finished()


def _payload(jobs: Sequence[Job]) -> bytes:
    """What is unpacked over dom0's root when it goes on. The place's libraries are
    not: dom0 has its own.
    """
    archive = Cpio()
    # The kept machine's clock stands where it was.
    clock = f"date -s @{int(time.time())} >/dev/null\n"
    archive.file("/jobs/run", (clock + _CLEAN + jobs_script(jobs)).encode())
    add_jobs(archive, jobs, _BRIDGE)
    return archive.finished()
