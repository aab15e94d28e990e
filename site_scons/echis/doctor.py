# SPDX-License-Identifier: ISC
"""What this machine has of what Echis can use, and what would enable the rest."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bootstrap import mirrors, pip_settings
from echis import cache, lock, vendor
from echis.progress import size

_CAP_NET_ADMIN = 12


def report(root: Path) -> str:
    """The report, a line per fact. It names no mirror: only whether there is one."""
    facts = (*_own(root), *_sources(root), *_programs(), *_kernel(), *_disks(root))
    width = max(len(name) for name, _ in facts) + 2
    return "".join(f"{name:{width}}{fact}\n" for name, fact in facts)


def _own(root: Path) -> Iterator[tuple[str, str]]:
    yield "python", f"{platform.python_version()} on {platform.machine()}"
    yield "environment", sys.prefix
    freed = "./scons prune empties it of all but the environment"
    yield "cache", f"{cache.folder()}: {size(cache.used())} ({freed})"
    bundle = os.environ.get("ECHIS_BUNDLE", "")
    yield "bundle", bundle or "none (ECHIS_BUNDLE)"
    indexed = pip_settings.read().configured
    yield "package index", "configured" if indexed else "pip's own default"
    yield (
        "Debian mirror",
        "configured" if mirrors.debian() else "not configured (ECHIS_DEBIAN_MIRROR)",
    )


def _sources(root: Path) -> Iterator[tuple[str, str]]:
    for entry in lock.load(root / "third_party.lock").scope(*lock.VENDORED):
        state = vendor.state(root, entry)
        yield entry.vendor, f"{entry.version}, {state.value}"


def _programs() -> Iterator[tuple[str, str]]:
    yield "zig", _zig()
    yield "gcc", _version("gcc", "-dumpfullversion") or "none (the default is zig)"
    git = _version("git", "--version")
    yield "git", git or "none (packages that are pinned to git need it)"
    for arch, package in (
        ("x86_64", "qemu-system-x86"),
        ("aarch64", "qemu-system-arm"),
    ):
        found = _version(f"qemu-system-{arch}", "--version")
        yield f"QEMU {arch}", found or f"none (Debian: apt install {package})"


def _zig() -> str:
    found = importlib.util.find_spec("ziglang")
    if not found or not found.origin:
        return "none: this is not the environment; run ./scons"
    program = str(Path(found.origin).with_name("zig"))
    return _version(program, "version") or "does not start"


def _version(program: str, option: str) -> str:
    path = shutil.which(program)
    if not path:
        return ""
    try:
        done = subprocess.run(
            [path, option], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout.splitlines() or [""])[0].strip()


def _kernel() -> Iterator[tuple[str, str]]:
    yield "KVM", _kvm()
    yield "tap", _tap()


def _kvm() -> str:
    """Whether /dev/kvm is there, may be opened, and has a processor behind it."""
    device = Path("/dev/kvm")
    if not device.exists():
        return "no /dev/kvm: hvt images run in QEMU's emulation"
    if not os.access(device, os.R_OK | os.W_OK):
        return "/dev/kvm may not be opened: join its group (usually kvm)"
    if platform.machine() == "x86_64" and not _cpu_flags() & {"svm", "vmx"}:
        return "/dev/kvm has no svm or vmx behind it: it cannot run hvt images"
    return "usable"


def _cpu_flags() -> set[str]:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("flags"):
            return set(line.split())
    return set()


def _tap() -> str:
    device = Path("/dev/net/tun")
    if not device.exists():
        return "no /dev/net/tun: load the module tun"
    if not os.access(device, os.R_OK | os.W_OK):
        return "/dev/net/tun may not be opened"
    if _capabilities() >> _CAP_NET_ADMIN & 1:
        return "may be created here"
    return "may be opened, not created (no CAP_NET_ADMIN): make one as root"


def _capabilities() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("CapEff:"):
            return int(line.split()[1], 16)
    return 0


def _disks(root: Path) -> Iterator[tuple[str, str]]:
    for name, folder in (("free, tree", root), ("free, cache", cache.folder())):
        there = next(path for path in (folder, *folder.parents) if path.exists())
        yield name, size(shutil.disk_usage(there).free)
