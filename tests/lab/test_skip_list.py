# SPDX-License-Identifier: ISC
"""The rule that a skip must be listed, on runs of pytest inside pytest."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import skip_list

_TESTS = Path(__file__).resolve().parents[1]


@pytest.fixture
def inner(pytester: pytest.Pytester) -> pytest.Pytester:
    """A folder with our conftest.py, a skip list and nothing else."""
    here = pytester.mkpydir("tests")
    for name in ("conftest.py", "mirage_rows.py", "skip_list.py"):
        (here / name).write_text((_TESTS / name).read_text())
    (here / "skips.toml").write_text(
        '[[skip]]\ntests = "tests/test_it.py::*"\nreason = "no moon*"\nwhy = "new"\n'
    )
    (here / "mirage_rows.toml").write_text("row = []\n")
    return pytester


def _run(inner: pytest.Pytester, reason: str) -> pytest.RunResult:
    (inner.path / "tests" / "test_it.py").write_text(
        f"import pytest\ndef test_x(): pytest.skip({reason!r})\ndef test_y(): pass\n"
    )
    return inner.runpytest_subprocess("tests", "-p", "no:cacheprovider")


def test_a_listed_skip_passes(inner: pytest.Pytester) -> None:
    result = _run(inner, "no moon tonight")
    result.assert_outcomes(passed=1, skipped=1)
    assert result.ret == 0


def test_an_unlisted_skip_fails_the_run(inner: pytest.Pytester) -> None:
    result = _run(inner, "did not feel like it")
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        ["tests/test_it.py::test_x: skipped (did not feel like it)*does not list"]
    )


def test_an_unlisted_skip_of_a_whole_file_fails_the_run(
    inner: pytest.Pytester,
) -> None:
    (inner.path / "tests" / "test_it.py").write_text("def test_y(): pass\n")
    (inner.path / "tests" / "test_all.py").write_text(
        "import pytest\npytest.skip('lazy', allow_module_level=True)\n"
    )
    result = inner.runpytest_subprocess("tests", "-p", "no:cacheprovider")
    assert result.ret == 1


def test_the_list_itself_is_well_formed() -> None:
    entries = skip_list.load(_TESTS / "skips.toml")
    assert entries
    assert all(entry.why.endswith(".") for entry in entries)
