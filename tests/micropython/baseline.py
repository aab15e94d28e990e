# SPDX-License-Identifier: ISC
"""The recorded table of what Debian's MicroPython passes, fails and skips."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tomli

from tests.lab import debian_micropython

from . import programs, verdict
from .suite import TESTS, Script, scripts
from .verdict import Outcome

FILE = Path(__file__).with_name("baseline.toml")
# In place of a digest, where upstream recorded what is right.
RECORDED = "exp"

_HEAD = """\
# SPDX-License-Identifier: ISC
# What MicroPython's own suite shows of the baseline, written by
# `python -m tests.micropython record`: each test with the digest of CPython's
# output, or "{recorded}" where upstream recorded what is right.

"""


@dataclass(frozen=True, slots=True)
class Baseline:
    """`passed` has the digest of each right output, or RECORDED."""

    binary: str
    cpython: str
    passed: Mapping[str, str]
    failed: tuple[str, ...]
    skipped: tuple[str, ...]


@cache
def load() -> Baseline:
    """The table in the tree."""
    table = tomli.loads(FILE.read_text(encoding="utf-8"))
    return Baseline(
        table["binary"],
        table["cpython"],
        table["passed"],
        tuple(table["failed"]),
        tuple(table["skipped"]),
    )


def dumps(table: Baseline) -> str:
    """The table as TOML."""
    passed = [f'"{name}" = "{right}"' for name, right in sorted(table.passed.items())]
    lines = [
        f'binary = "{table.binary}"',
        f'cpython = "{table.cpython}"',
        *_list("failed", table.failed),
        *_list("skipped", table.skipped),
        "",
        "[passed]",
        *passed,
    ]
    return _HEAD.format(recorded=RECORDED) + "\n".join(lines) + "\n"


def _list(name: str, items: Sequence[str]) -> list[str]:
    return [f"{name} = [", *(f'    "{item}",' for item in sorted(items)), "]"]


def record() -> Baseline:
    """The table made anew: both programs run every test."""
    debian_micropython.command()
    with tempfile.TemporaryDirectory() as scratch:
        # A copy: some tests write files beside themselves.
        folder = Path(shutil.copytree(TESTS, Path(scratch, "tests")))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            judged = pool.map(lambda test: _judged(test, folder), scripts())
            seen = dict(zip(scripts(), judged, strict=True))
        for test, (shown, _) in seen.items():
            # Some want the whole machine, or a port of it, for themselves.
            if shown is Outcome.FAILED:
                seen[test] = _judged(test, folder)
    return _table(seen)


def _judged(test: Script, folder: Path) -> tuple[Outcome, str]:
    """What the baseline shows of a test, and the digest of a right output."""
    right = RECORDED
    if test.expected is None:
        said = programs.cpython(test, folder)
        compared = verdict.compared(test, said)
        right = verdict.digest(compared) if said.ended_well else ""
    return verdict.outcome(test, programs.debian(test, folder), right), right


def _table(seen: Mapping[Script, tuple[Outcome, str]]) -> Baseline:
    def of(wanted: Outcome) -> dict[str, str]:
        items = seen.items()
        return {t.name: right for t, (shown, right) in items if shown is wanted}

    return Baseline(
        binary=f"Debian's micropython {debian_micropython.version()}",
        cpython=platform.python_version(),
        passed=of(Outcome.PASSED),
        failed=tuple(of(Outcome.FAILED)),
        skipped=tuple(of(Outcome.SKIPPED)),
    )
