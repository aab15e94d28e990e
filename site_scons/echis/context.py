# SPDX-License-Identifier: ISC
"""Contexts: target × arch × toolchain × mode, and the flags that follow from it."""

from __future__ import annotations

from dataclasses import dataclass

from echis.target import Target
from echis.toolchain import DEFAULT, Toolchain


@dataclass(frozen=True, slots=True)
class Context:
    """One way of compiling everything that runs inside an image."""

    target: Target
    toolchain: Toolchain
    mode: str

    @property
    def arch(self) -> str:
        """The instruction set, by the toolchain's name for it."""
        return self.toolchain.arch

    @property
    def name(self) -> str:
        """`spt-x86_64`, followed by what is not the default: `-gcc`, `-debug`."""
        parts = [self.target.name, self.arch]
        parts += [self.toolchain.name] if self.toolchain.name != DEFAULT else []
        parts += [self.mode] if self.mode != "release" else []
        return "-".join(parts)

    @property
    def build_dir(self) -> str:
        """The folder of its objects, relative to the project's root."""
        return f"build/{self.name}"

    @property
    def include_dirs(self) -> list[str]:
        """Where headers come from, relative to the project's root."""
        return [
            "runtime/include",
            f"runtime/cpu/{self.arch}",
            "runtime/libc/include",
            "runtime/bindings",
            f"runtime/bindings/{self.target.name}",
        ]

    def cflags(self, part: str = "") -> list[str]:
        """The compiler's flags for one part of the sources, without includes."""
        mode = getattr(self.toolchain, self.mode)
        return [
            *self.toolchain.freestanding,
            *self.target.cflags,
            *mode,
            *self.toolchain.deviation(part),
        ]

    @property
    def lines(self) -> tuple[str, ...]:
        """What C modules of an application add, so that the linker knows lines."""
        return self.toolchain.release_lines if self.mode == "release" else ()

    def ldflags(self, map_file: str) -> list[str]:
        """The linker's flags; the map is what `inspect` attributes sizes by."""
        return [
            *self.toolchain.link,
            *getattr(self.toolchain, f"link_{self.mode}"),
            *self.target.ldflags,
            "-L",
            "linker_scripts",
            "-T",
            f"linker_scripts/{self.target.linker_script}",
            f"-Map={map_file}",
        ]

    def compile(self, source: str, output: str, part: str = "") -> list[str]:
        """The command that compiles `source`; paths are relative to the root."""
        includes = [f"-I{folder}" for folder in self.include_dirs]
        flags = [*self.cflags(part), *includes, "-MD", "-MF", f"{output}.d"]
        return [*self.toolchain.cc, *flags, "-c", source, "-o", output]
