# SPDX-License-Identifier: ISC
"""The drivers stay within their bounds, and come back, whatever a device does: rings
whose indices, numbers and lengths run wild, tables that are written over, answers that
come twice or never, a configuration that does not keep still.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conformance.images import ROOT
from tests.sanitized import ARCH, COMPILERS, ENVIRONMENT, Program

_HOSTILE = Path(__file__).parent / "hostile"
_BINDINGS = ROOT / "runtime" / "bindings"
_VIRTIO = _BINDINGS / "virtio"
_DRIVERS = ("block.c", "devices.c", "net.c", "queue.c", "rng.c", "transport.c")
PROGRAM = Program(
    "hostile",
    [
        *sorted(_HOSTILE.glob("*.c")),
        *(_VIRTIO / name for name in _DRIVERS),
        *(
            _BINDINGS / name
            for name in ("entropy.c", "log.c", "manifest.c", "own_manifest.c")
        ),
    ],
    (
        _HOSTILE,
        _VIRTIO,
        _BINDINGS,
        ROOT / "runtime" / "include",
        ROOT / "runtime" / "cpu" / ARCH,
    ),
)
_MACHINES = {"zig": 4000, "gcc": 1000}


@pytest.mark.parametrize("compiler", COMPILERS)
def test_no_device_leads_a_driver_astray(tmp_path: Path, compiler: str) -> None:
    count = _MACHINES[compiler]
    done = subprocess.run(
        [PROGRAM.build(compiler, tmp_path), "1", str(count)],
        capture_output=True, text=True, env=ENVIRONMENT, check=False,
    )  # fmt: skip
    words = done.stdout.split()
    found = dict(zip(words[::2], map(int, words[1::2]), strict=True))
    assert done.returncode == 0, (found, done.stderr)
    assert found["crashed"] == 0
    # A quarter of the machines have honest devices, with which all must go well;
    # the others fail at an I/O, or end with a sentence at boot.
    assert found["good"] >= count // 4
    assert found["failed"] > count // 10
    assert found["ended"] > count // 10
