# SPDX-License-Identifier: ISC
"""mypy as an editor runs it in the tree's applications: examples/pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from echis.typecheck import overlay
from tests.typing.test_applications import CASES, ROOT, task_of

SETTINGS = ROOT / "examples" / "pyproject.toml"


def _mypy(tmp_path: Path, case: str, file: str) -> list[str]:
    overlay.prepare(task_of(CASES / case, tmp_path).parts)
    command = [sys.executable, "-m", "mypy", f"--config-file={SETTINGS}"]
    command += [f"--cache-dir={tmp_path}", "--no-error-summary", file]
    done = subprocess.run(
        command, cwd=CASES / case, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.splitlines()


def test_a_unikernel_sees_the_library_of_an_image(tmp_path: Path) -> None:
    assert not _mypy(tmp_path, "annotated", "unikernel.py")
    first, *_ = _mypy(tmp_path, "stub_argument", "unikernel.py")
    assert first.startswith('unikernel.py:6: error: Argument 1 to "sleep"')


def test_a_config_sees_echis(tmp_path: Path) -> None:
    assert not _mypy(tmp_path, "annotated", "config.py")
    told = _mypy(tmp_path, "config_strict", "config.py")
    assert any("Impl[Block]" in line for line in told)
