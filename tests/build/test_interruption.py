# SPDX-License-Identifier: ISC
"""Ctrl-C, as a terminal sends it: to the whole group, at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bootstrap import interruption
from tests.build.conftest import ROOT, copy_of_tree, scons_in

SENTENCE = f"echis: {interruption.SENTENCE}\n"
# Python's own last moments are not ours either.
ENDED = (0, -signal.SIGINT)
HELLO = ("target=spt", "app=examples/hello")


def start(root: Path, *words: str) -> subprocess.Popen[str]:
    """`./scons WORDS…` as the leader of a group."""
    environ = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    return subprocess.Popen(
        [sys.executable, "-B", str(root / "scons"), *words],
        cwd=root,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def interrupted(child: subprocess.Popen[str], number: int = signal.SIGINT) -> str:
    """What it still says on stderr."""
    os.killpg(child.pid, number)
    out, said = child.communicate(timeout=60)
    assert (child.returncode, out) == (128 + number, "")
    return said


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree of its own, with sources and nothing built."""
    root = copy_of_tree(tmp_path_factory.mktemp("tree"))
    assert scons_in(root, "vendor").returncode == 0
    return root


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_in_a_build(tree: Path, number: int) -> None:
    child = start(tree, *HELLO)
    assert child.stderr
    while "CC spt" not in (line := child.stderr.readline()):
        assert line, "the build ended by itself"
    said = interrupted(child, number)
    assert said.endswith(SENTENCE)
    assert said.count("echis:") == 1
    assert "scons:" not in said


def test_the_same_command_goes_on(tree: Path) -> None:
    # A context of its own: of another, the tests before may have built the most.
    words = ("target=hvt", "app=examples/hello")
    child = start(tree, *words)
    assert child.stderr
    seen = []
    while len(seen) < 100:
        line = child.stderr.readline()
        assert line, f"the build ended by itself after {len(seen)}: {child.wait()}"
        seen += [line.split("] ")[1]] if "] CC hvt" in line else []
    interrupted(child)
    again = scons_in(tree, *words)
    assert again.returncode == 0, again.stderr
    # What was being compiled is compiled again, a file for each job.
    twice = [line for line in seen if f"] {line}" in again.stderr]
    assert len(twice) < 10
    assert (tree / "dist" / "hello.hvt").exists()


def test_an_ignored_hangup_stays_ignored(tree: Path) -> None:
    other = ("target=spt", "app=examples/native")
    words = ["nohup", sys.executable, str(tree / "scons"), *other]
    child = subprocess.Popen(
        words, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stderr
    while "] " not in child.stderr.readline():
        assert child.poll() is None
    child.send_signal(signal.SIGHUP)
    _, said = child.communicate(timeout=600)
    assert child.returncode == 0, said


@pytest.mark.parametrize("delay", [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
def test_while_it_starts(delay: float) -> None:
    """Nothing is built, so that only the starts of Python and SCons are hit."""
    child = start(ROOT, "describe", "context", "target=spt,hvt")
    # Python's own first moments are not ours: then the wrapper holds Ctrl-C back.
    while not _blocks_interrupts(child.pid):
        assert child.poll() is None
    time.sleep(delay)
    os.killpg(child.pid, signal.SIGINT)
    _, said = child.communicate(timeout=60)
    if child.returncode not in ENDED:
        assert (child.returncode, said) == (130, SENTENCE)
    else:
        assert said == ""


def _blocks_interrupts(pid: int) -> bool:
    text = Path(f"/proc/{pid}/status").read_text()
    (mask,) = (line.split()[1] for line in text.splitlines() if "SigBlk" in line)
    return bool(int(mask, 16) & 1 << signal.SIGINT - 1)
