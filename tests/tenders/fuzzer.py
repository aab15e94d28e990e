# SPDX-License-Identifier: ISC
"""Building and running the fuzzer of the tenders' readers."""

from __future__ import annotations

import subprocess
from pathlib import Path

from echis import toolchain
from tests.conformance.images import ROOT

from .tender import ARCH

_FUZZ = Path(__file__).parent / "fuzz"
_COMMON = ROOT / "tenders" / "common"
_LIBC = ROOT / "tenders" / "libc"
_SOURCES = [
    *sorted(_FUZZ.glob("*.c")),
    *(_COMMON / name for name in ("elf_image.c", "elf_layout.c", "manifest.c")),
    *(_COMMON / name for name in ("number.c", f"arch_{ARCH}.c")),
]
_INCLUDE = [f"-I{folder}" for folder in (_FUZZ, _COMMON, ROOT / "runtime" / "include")]


def with_zig(folder: Path) -> Path:
    """The fuzzer under the undefined-behaviour checks of clang, as traps."""
    tools = toolchain.load(ROOT, "zig", ARCH)
    checks = ("-fsanitize=undefined,bounds", "-fsanitize-trap=all")
    libc = [*sorted(_LIBC.glob("*.c")), _LIBC / f"start_{ARCH}.S"]
    plain = [*libc, ROOT / "runtime" / "libc" / "string.c"]
    objects = []
    for source in [*_SOURCES, *plain]:
        extra = checks if source in _SOURCES else ("-fno-builtin", f"-I{_LIBC}")
        output = folder / f"{source.parent.name}-{source.name}.o"
        flags = (*tools.static_flags, *tools.warnings, *_INCLUDE, *extra)
        _run(*tools.static_cc, *flags, "-c", source, "-o", output)
        objects.append(output)
    program = folder / "fuzz-zig"
    _run(*tools.static_ld, *tools.static_link, "-o", program, *objects)
    return program


def with_gcc(folder: Path) -> Path:
    """The fuzzer under gcc's address and undefined-behaviour sanitizers."""
    program = folder / "fuzz-gcc"
    checks = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all")
    flags = ("-std=gnu11", "-D_GNU_SOURCE", "-O1", "-g", *checks, *_INCLUDE)
    _run("gcc", *flags, *_SOURCES, "-o", program)
    return program


def _run(*words: str | Path) -> None:
    subprocess.run([str(word) for word in words], check=True)
