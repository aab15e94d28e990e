# SPDX-License-Identifier: ISC
"""Programs that print in images what they print under CPython."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.build.conftest import ROOT, scons_in
from tests.conformance.matrix import claimed
from tests.lab import Missing
from tests.lab.job import End, Job, command
from tests.lab.ways import run, tender, way

HERE = Path(__file__).parent
PROGRAMS = sorted(file.parent.name for file in HERE.glob("*/config.py"))
TESTS = ROOT / "vendor" / "micropython" / "tests" / "extmod"


@dataclass(frozen=True, slots=True)
class Images:
    """The programs' images of one toolchain and where they lie."""

    folder: Path
    toolchain: str

    def output(self, program: str, target: str, arch: str) -> str:
        """What an image prints, however it is run here."""
        here = self._place(arch)
        image = here / f"{program}.{target}"
        files = {"image": image, "tender": tender(here, target)}
        words = ["./tender", "--mem=8", "--", "./image"]
        job = Job(f"{program}-{target}-{arch}", command(words), files)
        (result,) = run(way(target, arch), arch, [job])
        assert (result.end, result.status) == (End.DONE, 0), result.output
        return result.printed.replace("\r\n", "\n")

    def _place(self, arch: str) -> Path:
        if self.toolchain == "gcc":
            return self.folder / f"{arch}-gcc"
        return self.folder / ("" if arch == platform.machine() else arch)


def build(folder: Path, *words: str, toolchain: str = "zig") -> Images:
    """The images that these words ask for."""
    done = scons_in(ROOT, f"out={folder}", f"toolchain={toolchain}", *words)
    assert done.returncode == 0, done.stderr
    return Images(folder, toolchain)


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> Images:
    """Every program for everything that is claimed."""
    apps = ",".join(f"tests/cpython/{program}" for program in PROGRAMS)
    targets, arches = (sorted(set(names)) for names in zip(*claimed(), strict=True))
    words = (f"target={','.join(targets)}", f"arch={','.join(arches)}")
    return build(tmp_path_factory.mktemp("dist"), f"app={apps}", *words)


def by_cpython(program: str) -> str:
    """What the program prints here."""
    text = "import asyncio, unikernel; asyncio.run(unikernel.start())"
    return subprocess.run(
        [sys.executable, "-B", "-c", text],
        cwd=HERE / program,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.mark.parametrize(("target", "arch"), claimed())
@pytest.mark.parametrize("program", PROGRAMS)
def test_same(images: Images, program: str, target: str, arch: str) -> None:
    try:
        printed = images.output(program, target, arch)
    except Missing as missing:
        pytest.skip(str(missing))
    assert printed == by_cpython(program)


@pytest.mark.parametrize("program", PROGRAMS)
def test_same_with_gcc(program: str, tmp_path: Path) -> None:
    if not shutil.which("gcc") or platform.machine() != "x86_64":
        pytest.skip("gcc-x86_64 is not installed: no second toolchain")
    words = ("target=spt", f"app=tests/cpython/{program}")
    built = build(tmp_path / "dist", *words, toolchain="gcc")
    assert built.output(program, "spt", "x86_64") == by_cpython(program)


def test_aes(tmp_path: Path) -> None:
    """CPython has no AES: MicroPython's own tests have the output of theirs."""
    # Counter mode is not in MicroPython's standard build either.
    files = [f for f in sorted(TESTS.glob("cryptolib_*.py")) if "_ctr" not in f.name]
    names = [shutil.copy(file, tmp_path) and file.stem for file in files]
    (tmp_path / "config.py").write_text(
        'from echis import *\nregister("aes", [main("unikernel", job)])\n'
    )
    imports = "".join(f"    import {name}\n" for name in names)
    (tmp_path / "unikernel.py").write_text(f"def start():\n{imports}")
    built = build(tmp_path / "dist", "target=spt", f"app={tmp_path}")
    expected = "".join(file.with_suffix(".py.exp").read_text() for file in files)
    assert len(files) > 5
    assert built.output("aes", "spt", platform.machine()) == expected
