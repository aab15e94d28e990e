# SPDX-License-Identifier: ISC
"""The front ends stay within their bounds, and come back, whatever the other side does:
a xenstore that answers wrongly, too much or never, back ends whose rings, states and
properties run wild or that vanish, a console that nobody reads, a vchan's server that
lies.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.images import ROOT
from tests.sanitized import ARCH, COMPILERS

from .machines import judge, program

# Xen's public headers, which building for target xen vendors.
_HEADERS = ROOT / "vendor" / "xen" / "xen" / "include"
_DRIVERS = (
    "block.c",
    "clock.c",
    "console.c",
    "devices.c",
    "events.c",
    "front.c",
    "grants.c",
    "net.c",
    "platform.c",
    "store.c",
    "vchan.c",
    "../entropy_of_cpu.c",
)


@pytest.mark.parametrize("compiler", COMPILERS)
def test_no_host_leads_a_front_end_astray(tmp_path: Path, compiler: str) -> None:
    if ARCH != "x86_64":
        pytest.skip("target xen is for x86_64")
    if not _HEADERS.is_dir():
        pytest.skip("target xen was not built: its headers are not vendored")
    judge(program("xen", _DRIVERS, (_HEADERS,)), compiler, tmp_path)
