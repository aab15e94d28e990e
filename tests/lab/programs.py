# SPDX-License-Identifier: ISC
"""Programs of the system that tests run, installed when this is root on Debian."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from .errors import Missing

_PACKAGES = {
    "qemu-system-x86_64": "qemu-system-x86",
    "qemu-system-aarch64": "qemu-system-arm",
    "ip": "iproute2",
    "ping": "iputils-ping",
    "unshare": "util-linux",
    "gdb": "gdb",
    "qemu-img": "qemu-utils",
    "virt-xml-validate": "libvirt-clients",
    "xmllint": "libxml2-utils",
}
_TIMEOUT = 900.0


def ensure(program: str) -> None:
    """Returns when `program` can be run, else raises Missing."""
    if shutil.which(program):
        return
    package = _PACKAGES[program]
    remedy = f"apt-get install --no-install-recommends {package}"
    if os.geteuid() or not Path("/etc/debian_version").exists():
        raise Missing(f"{program} is not installed", remedy)
    print(f"lab: installing {package}", file=sys.stderr)
    installed = _install(package) or (_apt("update") and _install(package))
    if not installed or not shutil.which(program):
        raise Missing(f"{program} is not installed and apt-get could not", remedy)


def _install(package: str) -> bool:
    return _apt("install", "-y", "--no-install-recommends", package)


def _apt(*words: str) -> bool:
    done = subprocess.run(
        ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300", *words],
        check=False,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_TIMEOUT,
    )
    return done.returncode == 0
