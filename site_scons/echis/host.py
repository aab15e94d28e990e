# SPDX-License-Identifier: ISC
"""The machine that runs images: what it can, and why it cannot."""

from __future__ import annotations

import os
import platform
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from echis.arguments import host_arch
from echis.verbs import ARCHES

KVM = "/dev/kvm"


@dataclass(frozen=True, slots=True)
class Host:
    """What running depends on. ``virtualises``: the processor has svm, vmx or EL2;
    ``without_kvm``: why /dev/kvm cannot be opened, empty where it can;
    ``emulated``: the arches that a QEMU is installed for; ``dom0``: Xen runs below it.
    """

    system: str
    arch: str
    virtualises: bool
    without_kvm: str
    emulated: tuple[str, ...] = ()
    dom0: bool = False


def probe() -> Host:
    """This machine. A /dev/kvm with no svm or vmx behind it is not trusted."""
    arch = host_arch()
    return Host(
        system=platform.system(),
        arch=arch,
        virtualises=arch == "aarch64" or has_flags(_cpuinfo()),
        without_kvm=_without_kvm(),
        emulated=tuple(a for a in ARCHES if shutil.which(f"qemu-system-{a}")),
        dom0=_is_dom0(),
    )


def processors() -> int:
    """How many processors this process may use: taskset may allow less than all."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def has_flags(cpuinfo: str) -> bool:
    """Whether ``/proc/cpuinfo`` lists hardware virtualisation (x86)."""
    return bool(re.search(r"^flags\s*:.*\b(svm|vmx)\b", cpuinfo, re.MULTILINE))


def refusal(host: Host, target: str, arch: str, image: str) -> str:
    """Why ``host`` cannot run ``image``, and what can; empty when it can."""
    nested = (
        f'build it without run, for a nested host: eval "$(./scons env)"; '
        f"python -m tests.lab run {image}"
    )
    if host.system != "Linux":
        return f"{target} images run on Linux, and this is {host.system}"
    if target == "virtio":
        package = {"x86_64": "qemu-system-x86", "aarch64": "qemu-system-arm"}[arch]
        why = f"virtio images of {arch} run in QEMU: install qemu-system-{arch}"
        return "" if arch in host.emulated else f"{why} (Debian's {package})"
    if target in ("xen", "qubes"):
        return "" if host.dom0 else f"xen images run in dom0 of a Xen host; {nested}"
    if arch != host.arch:
        return f"this machine is {host.arch} and the image {arch}; {nested}"
    return _hvt_refusal(host, nested) if target == "hvt" else ""


def _hvt_refusal(host: Host, nested: str) -> str:
    if not host.virtualises:
        return (
            f"hvt needs hardware virtualisation, and /proc/cpuinfo shows neither svm "
            f"nor vmx; take target=spt, or {nested}"
        )
    if host.without_kvm:
        return f"hvt needs {KVM} and {host.without_kvm}; take target=spt, or {nested}"
    return ""


def _is_dom0() -> bool:
    try:
        return "control_d" in Path("/proc/xen/capabilities").read_text()
    except OSError:
        return False


def _without_kvm() -> str:
    if not os.path.exists(KVM):
        return "there is none"
    if not os.access(KVM, os.R_OK | os.W_OK):
        return "it cannot be opened; let your user's group use it"
    return ""


def _cpuinfo() -> str:
    try:
        return Path("/proc/cpuinfo").read_text(errors="replace")
    except OSError:
        return ""
