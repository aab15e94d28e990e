# SPDX-License-Identifier: ISC
"""C of ours as a program of this machine that dies of a mistake, by two compilers.

ECHIS_FUZZ=N has it try N cases instead of a few thousand, from a seed that
ECHIS_FUZZ_SEED=N sets.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from echis import toolchain
from tests.conformance.images import ROOT

ARCH = platform.machine()
COMPILERS = ("zig", "gcc")
# What gcc's sanitizers find ends with a signal: their own status is 1, which is
# that of a plain refusal.
ENVIRONMENT = {"ASAN_OPTIONS": "abort_on_error=1", "UBSAN_OPTIONS": "abort_on_error=1"}
SEED = os.environ.get("ECHIS_FUZZ_SEED", "1")
_LIBC = ROOT / "tenders" / "libc"


@dataclass(frozen=True, slots=True)
class Program:
    """A program's sources, and the folders of their headers; `system` are those of
    headers that are not ours.
    """

    name: str
    sources: Sequence[Path]
    folders: Sequence[Path]
    system: Sequence[Path] = ()

    def build(self, compiler: str, folder: Path) -> Path:
        """The program in `folder`; skips where there is no such compiler."""
        if compiler == "zig":
            return self._with_zig(folder)
        if shutil.which("gcc") is None:
            pytest.skip("gcc is not installed: no address sanitizer")
        return self._with_gcc(folder)

    @property
    def _include(self) -> list[str]:
        ours = [f"-I{folder}" for folder in self.folders]
        return [*ours, *(f"-isystem{folder}" for folder in self.system)]

    def _with_zig(self, folder: Path) -> Path:
        """Under the undefined-behaviour checks of clang, as traps."""
        tools = toolchain.load(ROOT, "zig", ARCH)
        checks = ("-fsanitize=undefined,bounds", "-fsanitize-trap=all")
        libc = [*sorted(_LIBC.glob("*.c")), _LIBC / f"start_{ARCH}.S"]
        plain = [*libc, ROOT / "runtime" / "libc" / "string.c"]
        objects = []
        for source in [*self.sources, *plain]:
            extra = checks if source in self.sources else ("-fno-builtin", f"-I{_LIBC}")
            output = folder / f"{source.parent.name}-{source.name}.o"
            flags = (*tools.static_flags, *tools.warnings, *self._include, *extra)
            _run(*tools.static_cc, *flags, "-c", source, "-o", output)
            objects.append(output)
        program = folder / f"{self.name}-zig"
        _run(*tools.static_ld, *tools.static_link, "-o", program, *objects)
        return program

    def _with_gcc(self, folder: Path) -> Path:
        """Under gcc's address and undefined-behaviour sanitizers."""
        program = folder / f"{self.name}-gcc"
        checks = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all")
        flags = ("-std=gnu11", "-D_GNU_SOURCE", "-O1", "-g", *checks, *self._include)
        _run("gcc", *flags, *self.sources, "-o", program)
        return program


def count(usual: int) -> int:
    """How many cases are tried."""
    return int(os.environ.get("ECHIS_FUZZ") or usual)


def _run(*words: str | Path) -> None:
    subprocess.run([str(word) for word in words], check=True)
