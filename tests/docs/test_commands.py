# SPDX-License-Identifier: ISC
"""The commands of the papers do what the papers say."""

from __future__ import annotations

import platform
import re
import subprocess
from pathlib import Path

import pytest

from tests.docs.papers import ROOT, blocks, inline, lines
from tests.lab import Missing, programs

SECONDS = 600

# Commands in sentences that are run as they stand.
INLINE = (
    "./scons -h",
    'eval "$(./scons env)"',
    "./scons doctor",
    "./scons vendor",
    "./scons version",
    "./scons check",
    "./scons app=examples/hello describe",
)
# What is not run here, and where it is, or why it is not.
ELSEWHERE = {
    "./scons test": "it is what runs this test",
    "./scons test tests=tests/micropython": "it is a part of what runs this test",
    "./scons bundle": "test_recipe.py",
    "./scons lock update=NAME": "tests/unit/test_lock.py: it changes the lock",
    "./scons app=DIR lock": "tests/unit/test_packages.py: it changes the lock",
    "./scons lock check=1": "tests/unit/test_packages.py: it asks an index",
    "python -m tests.conformance": "tests/conformance/test_record.py: takes minutes",
    "python -m bench.paper": "figures belong to bench",
    "./scons bench": "figures belong to bench",
    "./scons query": "the verb: docs/dsl.md has its command",
    "./scons inspect": "the verb: docs/building.md has its command",
    "./scons measure": "the verb: docs/building.md has its command",
    "python -m echis.inspect FILE": "tests/build/test_verbs.py",
    "gdb -x": "test_gdb_shows_c_and_python_frames",
    "./scons app=examples/hello hello=": "tests/mirage/test_end_to_end.py",
    "./scons app=examples/hello args=": "tests/mirage/test_end_to_end.py",
    "scp ": "test_deploying.py",
    "git clone": "test_recipe.py",
    "cd echis": "test_recipe.py",
    "export ECHIS_CACHE": "test_recipe.py",
    "./scons target=spt,hvt app=examples/hello": "test_recipe.py",
    "export ECHIS_BUNDLE": "test_recipe.py",
    "app/unikernel.py:": "what a command prints",
}


def commands() -> list[str]:
    """What is run here."""
    return [line for line in [*lines("sh"), *INLINE] if line]


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


def test_every_command_is_run_somewhere() -> None:
    told = [line for line in [*lines("console"), *inline()] if line not in INLINE]
    unknown = [line for line in told if not line.startswith(tuple(ELSEWHERE))]
    assert not unknown
    unused = [key for key in ELSEWHERE if not any(t.startswith(key) for t in told)]
    assert not unused
    assert set(INLINE) <= set(inline())


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
