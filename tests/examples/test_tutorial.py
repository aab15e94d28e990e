# SPDX-License-Identifier: ISC
"""MirageOS's tutorial in Python: every example is built, run, and says its lines."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.conftest import scons_in

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "examples" / "tutorial"
LOG = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO  \[hello\] "

# The folder, and what its image prints.
OUTPUT = {
    "noop": "",
    "hello": rf"({LOG}hello\n){{4}}",
    "hello-key": rf"({LOG}Hello World!\n){{4}}",
    "local-library": r"Hello, library!\n",
    "app_info": r"app_info for spt\n(.+ \d.*\n)*micropython 1\.\d+.*\n(.+ \d.*\n)*",
    "heads1": r"Heads\nTails\nFinished\n",
    "heads2": r"Heads\nTails\nFinished\n",
    "timeout1": r"(Returned Heads|Cancelled)\n",
    "timeout2": r"(Returned Heads|Cancelled)\n",
    "echo_server": r"(a{1,19}\n){10}",
}

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs the image of an example with arguments of its own."""
    out = tmp_path_factory.mktemp("dist")
    apps = ",".join(f"examples/tutorial/{name}" for name in OUTPUT)
    done = scons_in(ROOT, f"out={out}", "target=spt", "remember=0", f"app={apps}")
    assert done.returncode == 0, done.stderr

    def image(name: str, *args: str) -> subprocess.CompletedProcess[str]:
        words = [str(out / "solo5-spt"), "--", str(out / f"{name}.spt"), *args]
        return subprocess.run(
            words, capture_output=True, encoding="utf-8", timeout=60, check=False
        )

    return image


def test_every_example_is_here() -> None:
    folders = {path.parent.name for path in TUTORIAL.glob("*/config.py")}
    assert folders - {"package"} == set(OUTPUT)


@pytest.mark.parametrize("name", OUTPUT)
def test_example(run: Run, name: str) -> None:
    done = run(name)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.fullmatch(OUTPUT[name], done.stdout), done.stdout


def test_a_key_of_the_user(run: Run) -> None:
    done = run("hello-key", "--hello=Grüß Gott")
    assert re.fullmatch(rf"({LOG}Grüß Gott\n){{4}}", done.stdout), done.stdout


def test_logs_are_set_by_their_source(run: Run) -> None:
    assert run("hello-key", "--logs=hello:error").stdout == ""
    assert run("hello-key", "-l", "*:quiet").stdout == ""
    assert run("hello-key", "--logs=loud").returncode == 64
