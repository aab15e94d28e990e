# SPDX-License-Identifier: ISC
"""mpy-cross, MicroPython's compiler to bytecode, built for the host.

It is the vendored one with its own configuration, a static program like the
tenders, so that it runs on any Linux of this instruction set.
"""

from __future__ import annotations

from pathlib import Path

from echis.micropython import VENDORED

BUILD_DIR = "build/host/mpy-cross"
PROGRAM = f"{BUILD_DIR}/mpy-cross"

# Included by the emitters of each instruction set, or replaced by a file of ours.
_LEFT_OUT = ("emitnative.c", "formatfloat.c")
_FLOATS = "host_tools/mpy_cross/format_float.c"
_OWN = (
    "mpy-cross/main.c",
    "mpy-cross/gccollect.c",
    "shared/runtime/gchelper_generic.c",
)

# What folding of float constants and printing of floats call.
_MATH = (
    *("__cos", "__rem_pio2", "__rem_pio2_large", "__sin", "atan", "atan2", "cos"),
    *("exp", "floor", "fmod", "log", "nearbyint", "pow", "scalbn", "sin"),
)


def sources(root: Path) -> tuple[str, ...]:
    """The C files of mpy-cross: the whole core, with its own main."""
    core = sorted((root / VENDORED / "py").glob("*.c"))
    files = [f"py/{file.name}" for file in core if file.name not in _LEFT_OUT]
    return tuple(f"{VENDORED}/{file}" for file in [*files, *_OWN])


def number_sources() -> tuple[str, ...]:
    """The mathematical functions it needs, from MicroPython's libm, and how it
    writes floats.
    """
    return (*(f"{VENDORED}/lib/libm_dbl/{name}.c" for name in _MATH), _FLOATS)


def flags() -> list[str]:
    """What its files need beside the flags of every static program.

    Asserts are left out: this is the compiler of a release. The 16-bit float of
    the processor would need a function of the compiler's run-time library.
    """
    return [
        *("-w", "-O1", "-fno-strict-aliasing", "-fno-stack-protector"),
        *("-DNDEBUG", "-DMICROPY_FLOAT_USE_NATIVE_FLT16=0"),
        *(f"-I{BUILD_DIR}", f"-I{VENDORED}/mpy-cross", f"-I{VENDORED}"),
    ]
