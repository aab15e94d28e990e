# SPDX-License-Identifier: ISC
"""The same program prints the same in a unikernel and in CPython."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.stdlib import image

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.py"))
# What CPython has not, or has otherwise.
OWN = sorted((HERE / "own").glob("*.py"))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What each case printed in one image of all."""
    folder = tmp_path_factory.mktemp("stdlib")
    programs = {case.stem: case.read_text(encoding="utf-8") for case in [*CASES, *OWN]}
    image.write(folder / "app", "stdlib", programs)
    return image.outputs(image.build(folder / "app", folder / "dist", "stdlib"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_as_cpython(printed: Mapping[str, str], case: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", str(case)], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert printed[case.stem] == done.stdout


def test_levels_by_source(printed: Mapping[str, str]) -> None:
    lines = printed["own_logging"].splitlines()
    sources = ("root", "link", "link.ip", "disk")
    assert lines[0] == str(
        [
            f"{level} [{source}] said"
            for source in sources
            for level in ("WARN ", "FATAL")
        ]
    )
    assert lines[1].count("DEBUG [link] said") == 1
    assert lines[1].count("DEBUG [link.ip] said") == 1
    assert lines[1].count("DEBUG [disk] said") == 0
    assert lines[2].count("[link") == 0
    assert lines[2].count("[disk] said") == 1
    assert lines[3] == "[]"


def test_the_reporter_heads_each_line(printed: Mapping[str, str]) -> None:
    lines = printed["own_logging"].splitlines()[4:6]
    form = r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z DEBUG \[later\] "
    assert [
        bool(re.fullmatch(form + text, line))
        for text, line in zip(("one", "two"), lines, strict=True)
    ] == [True, True]


def test_wrong_levels_are_told(printed: Mapping[str, str]) -> None:
    text = printed["own_logging"]
    for wrong in ("loud", "net:", ":debug", "net:loud", ""):
        assert f"log level {wrong!r}: want SOURCE:LEVEL of app, critical, debug" in text
    assert " WARN  [last] to the console\n" in text


def test_what_is_refused(printed: Mapping[str, str]) -> None:
    assert printed["own_advice"].splitlines() == [
        "the digest was asked for already; it takes no more text",
        "uuid4 needs os.urandom, which this image lacks",
        "()",
    ]


LOOKING = """\
import asyncio, collections, os, typing
for module in (asyncio, collections, os, typing):
    print(len(dir(module)) > 3, end=" ")
for module, name in (
    (asyncio, "Lo" + "ck"), (collections, "Chain" + "Map"),
    (typing, "Named" + "Tuple"),
):
    print(hasattr(module, name), end=" ")
print(collections.Counter("aa"))
"""


def test_what_is_not_linked_is_no_attribute(tmp_path: Path) -> None:
    """`dir` and `hasattr` look at names that nothing in the image uses."""
    image.write(tmp_path / "app", "looking", {"looking": LOOKING})
    said = image.outputs(image.build(tmp_path / "app", tmp_path / "dist", "looking"))
    assert said["looking"].split(" ", 7) == [
        *["True"] * 4, *["False"] * 3, "Counter({'a': 2})\n"
    ]  # fmt: skip
