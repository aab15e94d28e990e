# SPDX-License-Identifier: ISC
"""mpy-cross, MicroPython's compiler to bytecode, built for the host.

It is the vendored one with its own configuration, linked statically with the
ziglang wheel's musl, so that it runs on any Linux of this instruction set.
"""

from __future__ import annotations

import platform
from dataclasses import dataclass
from pathlib import Path

from echis.micropython import VENDORED, Source
from echis.toolchain import zig

BUILD_DIR = "build/host/mpy-cross"
PROGRAM = f"{BUILD_DIR}/mpy-cross"

# Included by the emitters of each instruction set, not compiled by itself.
_INCLUDED = ("emitnative.c",)
_OWN = (
    "mpy-cross/main.c",
    "mpy-cross/gccollect.c",
    "shared/runtime/gchelper_generic.c",
)

# musl, generated for this machine, in the order of zig's own search path.
_MUSL = ("{arch}-linux-musl", "generic-musl", "{arch}-linux-any", "any-linux-any")


def sources(root: Path) -> tuple[Source, ...]:
    """The C files of mpy-cross: the whole core, with its own main."""
    core = sorted((root / VENDORED / "py").glob("*.c"))
    files = [f"py/{file.name}" for file in core if file.name not in _INCLUDED]
    return tuple(Source(f"{VENDORED}/{f}", "micropython") for f in [*files, *_OWN])


@dataclass(frozen=True, slots=True)
class Host:
    """The commands that build for the machine we run on."""

    arch: str
    zig: str

    def _includes(self) -> list[str]:
        lib = Path(self.zig).parent / "lib"
        folders = [lib / "include"]
        arch = "x86" if self.arch == "x86_64" else self.arch
        for name in _MUSL:
            kind = arch if name.endswith("linux-any") else self.arch
            folders.append(lib / "libc" / "include" / name.format(arch=kind))
        return [arg for folder in folders for arg in ("-isystem", str(folder))]

    def compile(self, source: str, output: str) -> list[str]:
        """The command that compiles one file of mpy-cross."""
        return [
            *(self.zig, "clang", f"--target={self.arch}-linux-musl"),
            *("-std=gnu11", "-O1", "-g0", "-w", "-fno-pic", "-nostdinc"),
            *("-ffunction-sections", "-fdata-sections", "-fno-strict-aliasing"),
            *self._includes(),
            *(f"-I{BUILD_DIR}", f"-I{VENDORED}/mpy-cross", f"-I{VENDORED}"),
            *("-MD", "-MF", f"{output}.d", "-c", source, "-o", output),
        ]

    def link(self, objects: list[str], output: str) -> list[str]:
        """The command that links mpy-cross."""
        target = f"{self.arch}-linux-musl"
        flags = ["-static", "-s", "-Wl,--gc-sections"]
        return [self.zig, "cc", "-target", target, *flags, *objects, "-o", output]


def host() -> Host:
    """The commands for this machine."""
    return Host(platform.machine(), zig())
