# SPDX-License-Identifier: ISC
"""mpy-cross, MicroPython's compiler to bytecode, built for a host.

It is the vendored one with its own configuration, a static program like the
tenders, so that it runs on any Linux of this instruction set.
"""

from __future__ import annotations

from pathlib import Path

from echis.micropython import VENDORED

# Included by the emitters of each instruction set, or replaced by a file of ours.
_LEFT_OUT = ("emitnative.c", "formatfloat.c")
_FLOATS = "host_tools/mpy_cross/format_float.c"
_OWN = (
    "mpy-cross/main.c",
    "mpy-cross/gccollect.c",
    "shared/runtime/gchelper_native.c",
)
# Upstream's other ways to the registers are variables that clang leaves undefined on
# aarch64, and setjmp, which our libc has not.
_REGISTERS = "runtime/micropython/gc_regs_{arch}.S"

# What folding of float constants and printing of floats call.
_MATH = (
    *("__cos", "__rem_pio2", "__rem_pio2_large", "__sin", "atan", "atan2", "cos"),
    *("exp", "floor", "fmod", "log", "nearbyint", "pow", "scalbn", "sin"),
)


def folder(arch: str) -> str:
    """Where the one for hosts of this arch is built."""
    return f"build/host-{arch}-zig/mpy-cross"


def program(arch: str) -> str:
    """The one for hosts of this arch."""
    return f"{folder(arch)}/mpy-cross"


def sources(root: Path) -> tuple[str, ...]:
    """The C files of mpy-cross: the whole core, with its own main."""
    core = sorted((root / VENDORED / "py").glob("*.c"))
    files = [f"py/{file.name}" for file in core if file.name not in _LEFT_OUT]
    return tuple(f"{VENDORED}/{file}" for file in [*files, *_OWN])


def plain_sources(arch: str) -> tuple[str, ...]:
    """What has none of MicroPython's names: the mathematical functions it needs, from
    MicroPython's libm, how it writes floats, and where its collector finds registers.
    """
    math = (f"{VENDORED}/lib/libm_dbl/{name}.c" for name in _MATH)
    return (*math, _FLOATS, _REGISTERS.format(arch=arch))


def flags(arch: str) -> list[str]:
    """What its files need beside the flags of every static program.

    Asserts are left out: this is the compiler of a release. The 16-bit float of
    the processor would need a function of the compiler's run-time library. Where the
    processor can multiply and add in one step, it might round a constant otherwise.
    """
    return [
        *("-w", "-O1", "-fno-strict-aliasing", "-fno-stack-protector"),
        *("-ffp-contract=off", "-DMICROPY_GCREGS_SETJMP=0"),
        *("-DNDEBUG", "-DMICROPY_FLOAT_USE_NATIVE_FLT16=0"),
        *(f"-I{folder(arch)}", f"-I{VENDORED}/mpy-cross", f"-I{VENDORED}"),
    ]
