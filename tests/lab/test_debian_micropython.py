# SPDX-License-Identifier: ISC
"""Debian's MicroPython runs here, whatever libraries this machine has."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from echis import lock

from . import debian_micropython
from .errors import Missing

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def words() -> list[str]:
    try:
        return debian_micropython.command()
    except Missing as missing:
        pytest.skip(str(missing))


def test_it_runs(words: list[str]) -> None:
    program = "import sys; print(sys.version.split()[-3], 1 << 70)"
    argv = [*words, "-c", program]
    done = subprocess.run(argv, capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout == f"v{debian_micropython.version()} {1 << 70}\n"


def test_it_is_of_the_version_that_we_build(words: list[str]) -> None:
    locked = lock.load(ROOT / "third_party.lock").entry("micropython").version
    assert debian_micropython.version().rpartition("-")[0] == locked
