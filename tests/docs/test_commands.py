# SPDX-License-Identifier: ISC
"""The commands of the papers do what the papers say."""

from __future__ import annotations

import platform
import re
import subprocess
from pathlib import Path

import pytest

from tests.lab import Missing, programs

ROOT = Path(__file__).resolve().parents[2]
PAPERS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SECONDS = 600


def blocks(paper: Path, language: str) -> list[str]:
    """The blocks of one language in a paper."""
    return [text for kind, text in BLOCK.findall(paper.read_text()) if kind == language]


def commands() -> list[str]:
    """Every line of the papers' shell blocks, each once."""
    lines = [
        line for paper in PAPERS for b in blocks(paper, "sh") for line in b.splitlines()
    ]
    return list(dict.fromkeys(line for line in lines if line))


@pytest.mark.parametrize("command", commands())
def test_command(command: str) -> None:
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_gdb_shows_c_and_python_frames(tmp_path: Path) -> None:
    if platform.machine() != "x86_64":
        pytest.skip("the paper's paths are those of a x86_64 machine")
    try:
        programs.ensure("gdb")
    except Missing as missing:
        pytest.skip(str(missing))
    paper = ROOT / "docs" / "debugging.md"
    (build,), (script,) = blocks(paper, "sh"), blocks(paper, "gdb")
    subprocess.run(["sh", "-c", build], cwd=ROOT, check=True, timeout=SECONDS)
    (tmp_path / "hello.gdb").write_text(script)
    folder = "dist/x86_64-debug"
    image = ["--args", f"{folder}/solo5-spt", "--", f"{folder}/hello.spt"]
    done = subprocess.run(
        ["gdb", "-nx", "-batch", "-x", str(tmp_path / "hello.gdb"), *image],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert re.search(r"^#0 .*solo5_console_write", done.stdout, re.MULTILINE)
    assert re.search(r"^#\d+ .*mp_execute_bytecode", done.stdout, re.MULTILINE)
    assert '"start"' in done.stdout
    assert '"unikernel.py"' in done.stdout
