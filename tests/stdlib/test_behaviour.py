# SPDX-License-Identifier: ISC
"""The same program prints the same in a unikernel and in CPython."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.stdlib import image

CASES = sorted(Path(__file__).with_name("cases").glob("*.py"))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What each case printed in one image of all."""
    folder = tmp_path_factory.mktemp("stdlib")
    programs = {case.stem: case.read_text(encoding="utf-8") for case in CASES}
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
