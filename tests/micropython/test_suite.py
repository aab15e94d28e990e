# SPDX-License-Identifier: ISC
"""What the baseline passes, an image passes, from source and frozen; and each rule
that leaves something out is needed.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from echis import imports
from echis import micropython as port
from echis.arguments import host_arch
from echis.errors import ConfigError
from echis.freeze import Frozen
from echis.location import NOWHERE

from . import baseline, images, programs, table, verdict
from .conftest import Runs
from .suite import (
    FROZEN,
    LIBRARY,
    PASSES,
    ROOT,
    SOURCE,
    TESTS,
    Rule,
    Script,
    apart,
    excluded,
    rules,
    scripts,
)
from .verdict import Outcome, Output

CASES = [(test, how) for how in PASSES for test in table.required(how)]
_FOLDERS = (
    imports.Folder(Path("runtime/lib")),
    imports.Folder(Path(port.VENDORED, "extmod", "asyncio"), "asyncio"),
)


@pytest.mark.parametrize(
    ("test", "how"), CASES, ids=[f"{test.name}-spt-{how}" for test, how in CASES]
)
def test_file(test: Script, how: str, runs: Runs) -> None:
    right = baseline.load().passed[test.name]
    output = runs.output(test, how)
    if verdict.outcome(test, output, right) is not Outcome.PASSED:
        pytest.fail(difference(test, output, right), pytrace=False)


def difference(test: Script, output: Output, right: str) -> str:
    """The lines that differ, as far as what is expected can be told here."""
    shown = verdict.compared(test, output)
    if shown == b"SKIP\n":
        return f"{test.name} skips itself, and the baseline passes it"
    expected = test.expected
    if expected is None:
        expected = verdict.compared(test, programs.cpython(test, TESTS))
        if verdict.digest(expected) != right:
            shown += b"(this CPython prints another text than the recorded one)\n"
    wanted, got = (
        text.decode(errors="replace").splitlines() for text in (expected, shown)
    )
    lines = difflib.unified_diff(wanted, got, "expected", "image", lineterm="")
    return "\n".join(lines)


RULES = [(rule, how) for rule in rules().excluded for how in rule.passes]
_TRIED = [(rule, how) for rule, how in RULES if how == SOURCE or rule.passes == (how,)]


def _left_out(rule: Rule, how: str) -> list[Script]:
    """The tests that this rule keeps from having to pass."""
    names = baseline.load().passed
    every = [test for test in scripts() if test.name in names]
    return [test for test in every if excluded(test.name, how) is rule]


@pytest.mark.parametrize(
    ("rule", "how"),
    [(rule, how) for rule, how in _TRIED if not rule.refused],
    ids=lambda value: value.name if isinstance(value, Rule) else value,
)
def test_rule_is_needed_for_each_file(rule: Rule, how: str, runs: Runs) -> None:
    right = baseline.load().passed
    left_out = _left_out(rule, how)
    for test in left_out:
        runs.start(test, how)
    passing = [
        test.name
        for test in left_out
        if verdict.outcome(test, runs.output(test, how), right[test.name])
        is Outcome.PASSED
    ]
    assert left_out, "the rule leaves nothing out that the baseline passes"
    assert not passing, "these pass: take them out of the rule"


@pytest.mark.parametrize(
    "rule",
    [rule for rule in rules().excluded if rule.refused],
    ids=lambda rule: rule.name,
)
def test_refused_files_are_refused(rule: Rule, tmp_path: Path) -> None:
    left_out = _left_out(rule, FROZEN)
    assert left_out, "the rule leaves nothing out that the baseline passes"
    for test in left_out:
        with pytest.raises(ConfigError):
            _resolve(test, tmp_path)


def _resolve(test: Script, app: Path) -> None:
    """Does with one test what the build does with each of the frozen image."""
    file = images.frozen_file(app, test)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(test.text())
    (app / "tests" / "__init__.py").touch()
    known = port.load(ROOT, host_arch()).modules
    module = ".".join(file.relative_to(app).with_suffix("").parts)
    if not all(part.isidentifier() for part in module.split(".")):
        raise ConfigError(f"{module!r} is no module name")
    root = imports.Root(Frozen("main.py", "main.py"), "import asyncio.stream")
    folders = [imports.Folder(app), imports.Folder(LIBRARY), *_FOLDERS]
    imports.resolve([root], folders, known, {module: NOWHERE})


def test_every_file_is_something_to_us() -> None:
    folders = rules().folders
    for file in TESTS.rglob("*.py"):
        name = file.relative_to(TESTS).as_posix()
        below = any(name.startswith(f"{folder}/") for folder in folders)
        assert below or apart(name), f"{name}: no rule says what it is"


def test_every_rule_apart_covers_something() -> None:
    names = [f.relative_to(TESTS).as_posix() for f in TESTS.rglob("*.py")]
    for rule in rules().apart:
        for pattern in rule.files:
            one = Rule(rule.name, (pattern,), rule.why)
            assert any(map(one.covers, names)), f"{rule.name}: {pattern}"


def test_the_baseline_knows_every_test() -> None:
    known = baseline.load()
    recorded = [*known.passed, *known.failed, *known.skipped]
    assert sorted(recorded) == sorted(test.name for test in scripts())
