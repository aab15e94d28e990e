# SPDX-License-Identifier: ISC
"""The programs of this machine that run the suite: CPython, which says what is
right, and Debian's MicroPython, which says what can be had.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.lab import debian_micropython

from .suite import LIBRARY, Script
from .verdict import Output

_TIMEOUT = 30.0


def cpython(test: Script, folder: Path) -> Output:
    """What this CPython prints, without site packages."""
    return _run([sys.executable, "-BS"], test, folder, {"PYTHONIOENCODING": "utf-8"})


def debian(test: Script, folder: Path) -> Output:
    """What Debian's MicroPython prints, with its own modules and our LIBRARY."""
    words = test.options if test.has_patterns else ["-X", "emit=bytecode"]
    program = [*debian_micropython.command(), *words]
    return _run(program, test, folder, {"MICROPYPATH": f".frozen:{LIBRARY}"})


def _run(
    program: list[str], test: Script, folder: Path, environ: dict[str, str]
) -> Output:
    """What a program prints for a test of the suite in `folder`."""
    words, cwd = [str(folder / test.name)], (folder / test.name).parent
    if test.is_benchmark:
        words = ["-c", test.text().decode()]
    elif test.has_patterns:
        words, cwd = [test.name], folder
    try:
        done = subprocess.run(
            [*program, *words],
            cwd=cwd,
            env={**os.environ, **environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        return Output((late.stdout or b"") + b"TIMEOUT", False, str(folder))
    return Output(done.stdout, done.returncode == 0, str(folder))
