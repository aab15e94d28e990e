# SPDX-License-Identifier: ISC
"""The check of applications: what it tells of each below tests/typing/cases.

An application without expected.txt is right. After a deliberate change,
UPDATE_EXPECTED=1 writes what is told anew: read the diff.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from echis import codegen, config_loader
from echis.info import of as info_of
from echis.search_path import LIBRARIES, Folder
from echis.typecheck import checker, task
from echis.typecheck.task import Task

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).with_name("cases")
NAMES = sorted(path.parent.name for path in CASES.glob("*/config.py"))
LIBRARY = tuple(Folder(ROOT / one.path, one.prefix) for one in LIBRARIES)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where mypy keeps what all applications share."""
    return tmp_path_factory.mktemp("check")


def task_of(folder: Path, place: Path) -> Task:
    known = info_of(config_loader.load(folder, folder), "spt")
    asked = task.of(known, ROOT, codegen.files(known), libraries=LIBRARY)
    return replace(asked, place=place)


def _told(folder: Path, place: Path) -> str:
    return "".join(f"{one}\n" for one in checker.check(task_of(folder, place)))


@pytest.mark.parametrize("name", NAMES)
def test_told(name: str, place: Path) -> None:
    told = _told(CASES / name, place)
    expected = CASES / name / "expected.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(told, encoding="utf-8")
        if not told:
            expected.unlink()
    assert told == (expected.read_text(encoding="utf-8") if expected.exists() else "")


def _copy(name: str, tmp_path: Path) -> Path:
    return Path(shutil.copytree(CASES / name, tmp_path / "app"))


def test_strict_when_asked(tmp_path: Path, place: Path) -> None:
    asked = task_of(_copy("plain_python", tmp_path), place)
    assert not checker.check(asked)
    assert "no-untyped-def" in str(checker.check(replace(asked, strict=True))[0])


def test_looked_at_again_only_when_it_may_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _copy("start_result", tmp_path)
    place = tmp_path / "place"
    first = checker.checked(task_of(folder, place))
    assert len(first) == 1
    with monkeypatch.context() as patch:
        patch.setattr(checker, "check", None)
        assert checker.checked(task_of(folder, place)) == first
    module = folder / "unikernel.py"
    module.write_text("async def start(disk):\n    print(disk)\n")
    assert not checker.checked(task_of(folder, place))


def test_a_new_module_is_noticed(tmp_path: Path, place: Path) -> None:
    folder = _copy("module_missing", tmp_path)
    before = task_of(folder, place)
    digest = before.digest()
    (folder / "datetime_of_nowhere.py").touch()
    assert before.digest() != digest
    assert "datetime_of_nowhere" not in _told(folder, place)
