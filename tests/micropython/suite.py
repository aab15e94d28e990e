# SPDX-License-Identifier: ISC
"""The files of MicroPython's `tests/`, and what each of them is to us."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import tomli

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "vendor" / "micropython" / "tests"
# What the suite imports and the tarball has not.
LIBRARY = Path(__file__).with_name("lib")
_RULES = Path(__file__).with_name("rules.toml")

# The ways that the suite is run in images.
SOURCE, FROZEN = PASSES = ("source", "frozen")

# Tests of what the interpreter says of itself, with addresses and sizes: the
# lines of their .exp files are patterns.
_PATTERNS = ("cmdline/*", "*/meminfo.py", "*/bytes_compare3.py", "*/builtin_help.py")
_OPTIONS = "# cmdline:"

_BENCHMARKS = "perf_bench"
_BENCHMARK_RUN = b"\nbm_run(100, 100)\n"  # for a board with 100 MHz and 100 KB


@dataclass(frozen=True, slots=True)
class Rule:
    """Shell patterns for files that are left out, and why.

    `passes`: where it counts. `refused`: the build itself does not take them.
    """

    name: str
    files: tuple[str, ...]
    why: str
    passes: tuple[str, ...] = PASSES
    refused: bool = False

    def covers(self, name: str) -> bool:
        """Whether a pattern matches."""
        return any(fnmatchcase(name, pattern) for pattern in self.files)


@dataclass(frozen=True, slots=True)
class Rules:
    """What rules.toml says: folders of tests, what is run nowhere, what the
    baseline alone runs.
    """

    folders: tuple[str, ...]
    apart: tuple[Rule, ...]
    excluded: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """One test, such as `basics/int1.py`."""

    name: str

    @property
    def group(self) -> str:
        """Its folder."""
        return self.name.rpartition("/")[0]

    @property
    def is_benchmark(self) -> bool:
        """Whether it prints a time, a norm and a result."""
        return self.group == _BENCHMARKS

    @property
    def has_patterns(self) -> bool:
        """Whether what is expected of it consists of patterns."""
        return any(fnmatchcase(self.name, pattern) for pattern in _PATTERNS)

    @property
    def options(self) -> list[str]:
        """The program's options that its first line asks for."""
        first = self.text().decode().partition("\n")[0]
        asks = first.startswith(_OPTIONS)
        return first.removeprefix(_OPTIONS).split() if asks else []

    @property
    def expected(self) -> bytes | None:
        """What upstream recorded as its output, if anything."""
        file = TESTS / f"{self.name}.exp"
        return file.read_bytes().replace(b"\r\n", b"\n") if file.exists() else None

    def text(self) -> bytes:
        """What is run: of a benchmark, its file, upstream's runner and the call."""
        text = (TESTS / self.name).read_bytes()
        if not self.is_benchmark:
            return text
        runner = (TESTS / _BENCHMARKS / "benchrun.py").read_bytes()
        return text + runner + _BENCHMARK_RUN


@cache
def rules() -> Rules:
    """The rules of rules.toml; TypeError when an entry has a key too many."""
    table = tomli.loads(_RULES.read_text(encoding="utf-8"))
    return Rules(
        tuple(table["folders"]),
        tuple(_rule(**entry) for entry in table["apart"]),
        tuple(_rule(**entry) for entry in table["excluded"]),
    )


def _rule(
    name: str,
    files: list[str],
    why: str,
    passes: list[str] | None = None,
    refused: bool = False,
) -> Rule:
    return Rule(name, tuple(files), why, tuple(passes or PASSES), refused)


@cache
def scripts() -> tuple[Script, ...]:
    """Every test that a single interpreter can run, in order."""
    names = (
        f"{folder}/{file.name}"
        for folder in rules().folders
        for file in sorted((TESTS / folder).glob("*.py"))
    )
    return tuple(Script(name) for name in names if not apart(name))


def apart(name: str) -> Rule | None:
    """The rule by which a file is run nowhere."""
    return next((rule for rule in rules().apart if rule.covers(name)), None)


def excluded(name: str, how: str) -> Rule | None:
    """The rule that a test is left out by, in the pass `how`."""
    found = (rule for rule in rules().excluded if how in rule.passes)
    return next((rule for rule in found if rule.covers(name)), None)


def files() -> Iterator[tuple[str, bytes]]:
    """Path and content of the tests and of all that they import and read."""
    for test in scripts():
        yield test.name, test.text()
    for folder in rules().folders:
        for file in sorted((TESTS / folder).glob("*/**/*")):
            if file.is_file():
                yield file.relative_to(TESTS).as_posix(), file.read_bytes()
