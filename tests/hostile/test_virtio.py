# SPDX-License-Identifier: ISC
"""The drivers stay within their bounds, and come back, whatever a device does: rings
whose indices, numbers and lengths run wild, tables that are written over, answers that
come twice or never, a configuration that does not keep still.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sanitized import COMPILERS

from .machines import judge, program

_DRIVERS = (
    "block.c", "devices.c", "net.c", "platform.c", "queue.c", "rng.c", "transport.c",
)  # fmt: skip


@pytest.mark.parametrize("compiler", COMPILERS)
def test_no_device_leads_a_driver_astray(tmp_path: Path, compiler: str) -> None:
    judge(program("virtio", _DRIVERS), compiler, tmp_path)
