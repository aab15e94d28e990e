# SPDX-License-Identifier: ISC
"""A guest of the bindings' drivers, and a count of hosts that it meets."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.conformance.images import ROOT
from tests.sanitized import ARCH, ENVIRONMENT, SEED, Program, count

BINDINGS = ROOT / "runtime" / "bindings"
_HERE = Path(__file__).parent
_COMMON = (
    "abort.c",
    "boot_time.c",
    "entropy.c",
    "log.c",
    "manifest.c",
    "one_block.c",
    "own_manifest.c",
)
# Under gcc's address sanitizer a machine takes longer.
_MACHINES = {"zig": 2000, "gcc": 1000}


def program(
    target: str, drivers: Sequence[str], system: Sequence[Path] = ()
) -> Program:
    """The target's drivers with a guest that calls them and a host of ours."""
    folders = (_HERE / target, _HERE / "guest")
    return Program(
        f"hostile-{target}",
        [
            *(source for folder in folders for source in sorted(folder.glob("*.c"))),
            *(BINDINGS / target / name for name in drivers),
            *(BINDINGS / name for name in _COMMON),
        ],
        (
            *folders,
            BINDINGS / target,
            BINDINGS,
            ROOT / "runtime" / "include",
            ROOT / "runtime" / "cpu" / ARCH,
        ),
        system,
    )


def judge(program: Program, compiler: str, folder: Path) -> None:
    """All come back within their bounds, and all that is honest is good."""
    machines = count(_MACHINES[compiler])
    done = subprocess.run(
        [program.build(compiler, folder), SEED, str(machines)],
        capture_output=True, text=True, env=ENVIRONMENT, check=False,
    )  # fmt: skip
    words = done.stdout.split()
    found = dict(zip(words[::2], map(int, words[1::2]), strict=True))
    assert done.returncode == 0, (found, done.stderr[:2000])
    assert found["crashed"] == 0
    # A quarter of the machines have honest devices, with which all must go well;
    # the others fail at an I/O, or end with a sentence at boot.
    assert found["good"] >= machines // 4
    assert found["failed"] > machines // 10
    assert found["ended"] > machines // 10
