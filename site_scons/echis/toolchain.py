# SPDX-License-Identifier: ISC
"""Toolchains: what `toolchains/<compiler>-<arch>.toml` says of each."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from echis import program, tables
from echis.errors import ConfigError
from echis.location import Location

DEFAULT = "zig"


@dataclass(frozen=True, slots=True)
class Deviation:
    """Flags that some sources need instead of the common ones, with the reason."""

    part: str
    flags: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Toolchain:
    """One compiler for one arch. Commands and flags are argument lists."""

    name: str
    arch: str
    cc: tuple[str, ...]
    ld: tuple[str, ...]
    static_cc: tuple[str, ...]
    static_ld: tuple[str, ...]
    freestanding: tuple[str, ...]
    release: tuple[str, ...]
    release_lines: tuple[str, ...]
    debug: tuple[str, ...]
    warnings: tuple[str, ...]
    link: tuple[str, ...]
    link_release: tuple[str, ...]
    link_debug: tuple[str, ...]
    static_flags: tuple[str, ...]
    static_link: tuple[str, ...]
    static_libc: bool
    deviations: tuple[Deviation, ...]

    def deviation(self, part: str) -> tuple[str, ...]:
        """The extra flags of the named part of the sources; none when unnamed."""
        return next((d.flags for d in self.deviations if d.part == part), ())


def zig() -> str:
    """The path of the compiler in the ziglang wheel of this environment."""
    spec = importlib.util.find_spec("ziglang")
    if spec is None or not spec.submodule_search_locations:
        raise ConfigError(
            "the package ziglang is missing in this Python environment: "
            "run ./scons instead of scons, or activate what ./scons env prints"
        )
    return str(Path(spec.submodule_search_locations[0]) / "zig")


@cache
def version(toolchain: Toolchain) -> str:
    """The compiler's version: zig's of its wheel, else what the compiler says."""
    compiler = toolchain.cc[0]
    if Path(compiler).name == "zig":
        return importlib.metadata.version("ziglang")
    said = program.output([compiler, "--version"])
    return said.stdout.partition("\n")[0].encode("ascii", "replace").decode()


def _include(compiler: str) -> str:
    """The folder of the compiler's own headers (stddef.h, stdint.h …)."""
    if Path(compiler).name == "zig":
        return str(Path(compiler).parent / "lib" / "include")
    asked = [compiler, "-print-file-name=include"]
    return program.output(asked).stdout.strip()


def _program(word: str, file: Path) -> str:
    if word == "{zig}":
        return zig()
    found = shutil.which(word)
    if found is None:
        raise ConfigError(
            f"the program {word} is not installed: install it, or take toolchain=zig",
            Location(str(file)),
        )
    return found


def _command(words: tuple[str, ...], file: Path) -> tuple[str, ...]:
    return (_program(words[0], file), *words[1:])


def load(root: Path, name: str, arch: str) -> Toolchain:
    """The toolchain `name` for `arch`; ConfigError when there is none."""
    file = root / "toolchains" / f"{name}-{arch}.toml"
    if not file.exists():
        known = ", ".join(sorted(f.stem for f in file.parent.glob("*.toml")))
        raise ConfigError(
            f"there is no toolchain {name} for {arch}: toolchains/ has {known}"
        )
    table = tables.read(file)
    commands, flags = table.table("commands"), table.table("flags")
    cc = _command(commands.strings("cc"), file)
    headers = _include(cc[0])
    libc = str(Path(headers).parent / "libc" / "include")
    places = {"{include}": headers, "{libc}": libc, "{root}": str(root)}
    toolchain = Toolchain(
        name=table.string("name"),
        arch=table.string("arch"),
        cc=cc,
        ld=_command(commands.strings("ld"), file),
        static_cc=_command(commands.strings("static_cc"), file),
        static_ld=_command(commands.strings("static_ld"), file),
        freestanding=_filled(flags.strings("freestanding"), places),
        release=_filled(flags.strings("release"), places),
        release_lines=flags.strings("release_lines"),
        debug=_filled(flags.strings("debug"), places),
        warnings=flags.strings("warnings"),
        link=flags.strings("link"),
        link_release=flags.strings("link_release"),
        link_debug=flags.strings("link_debug"),
        static_flags=_filled(flags.strings("static"), places),
        static_link=flags.strings("static_link"),
        static_libc=flags.boolean("static_libc"),
        deviations=tuple(map(_deviation, table.tables("deviation"))),
    )
    for part in (commands, flags, table):
        part.done()
    return toolchain


def _filled(flags: tuple[str, ...], places: dict[str, str]) -> tuple[str, ...]:
    for place, value in places.items():
        flags = tuple(flag.replace(place, value) for flag in flags)
    return flags


def _deviation(table: tables.Table) -> Deviation:
    deviation = Deviation(
        part=table.string("part"),
        flags=table.strings("flags"),
        reason=table.string("reason"),
    )
    table.done()
    return deviation
