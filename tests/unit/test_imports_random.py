# SPDX-License-Identifier: ISC
"""Whatever a program imports when CPython runs it is in the image."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from echis.freeze import Frozen
from echis.imports import Imports, Root, resolve
from echis.micropython import CModules
from echis.search_path import Folder
from tests.unit.programs import LEAVES, program

# Runs each program of a list in a process of its own making, and prints what it
# imported of the leaves and of the program's own files.
_RUNNER = """
import os, sys
leaves, *folders = sys.argv[1:]
for folder in folders:
    read, write = os.pipe()
    if os.fork() == 0:
        before = set(sys.modules)
        sys.path[:0] = [folder, leaves]
        import app
        names = sorted(set(sys.modules) - before)
        os.write(write, " ".join(names).encode())
        os._exit(0)
    os.close(write)
    print(os.read(read, 65536).decode(), flush=True)
    os.close(read)
    os.wait()
"""
_SEEDS = range(400)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The folder of each seed's program."""
    root = tmp_path_factory.mktemp("programs")
    for seed in _SEEDS:
        for name, text in program(seed).items():
            path = root / str(seed) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return {seed: root / str(seed) for seed in _SEEDS}


@pytest.fixture(scope="module")
def imported(programs: dict[int, Path]) -> dict[int, set[str]]:
    """What CPython has imported when each program is over."""
    leaves = next(iter(programs.values())).parent / "leaves"
    leaves.mkdir()
    for leaf in LEAVES:
        (leaves / f"{leaf}.py").write_text("name = 1\n", encoding="utf-8")
    words = [sys.executable, "-I", "-B", "-c", _RUNNER, str(leaves)]
    done = subprocess.run(
        [*words, *map(str, programs.values())], capture_output=True, text=True
    )
    assert not done.stderr, done.stderr
    lines = done.stdout.split("\n")
    return {s: set(line.split()) for s, line in zip(programs, lines, strict=False)}


def test_what_a_program_imports_is_in_its_image(
    programs: dict[int, Path], imported: dict[int, set[str]]
) -> None:
    missing = {
        seed: sorted(imported[seed] - _taken(_image(folder)))
        for seed, folder in programs.items()
    }
    assert {seed: names for seed, names in missing.items() if names} == {}


def _image(folder: Path) -> Imports:
    root = Root(Frozen("build/main.py", "main.py"), "import app\n")
    known = CModules(frozenset({"builtins", "sys"}), frozenset(LEAVES))
    return resolve([root], [Folder(folder)], known)


def _taken(image: Imports) -> set[str]:
    files = {file.name.removesuffix(".py") for file in image.frozen}
    names = {file.removesuffix("/__init__").replace("/", ".") for file in files}
    # A folder without __init__.py has no file of its own.
    around = {name.rpartition(".")[0] for name in names}
    return names | around | set(image.modules) | {"refuses"}
