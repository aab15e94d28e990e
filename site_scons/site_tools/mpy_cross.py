# SPDX-License-Identifier: ISC
"""SCons tool: mpy-cross, which compiles Python to bytecode on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from echis import freeze, mpy_cross, toolchain
from echis.arguments import host_arch
from echis.freeze import Frozen
from echis.reported import status_of


class _Shared:
    """What is built once, whichever environment asks first."""

    mpy_cross: Any = None


def generate(env):
    """Adds the methods below to an environment."""
    env.AddMethod(mpy_cross_program, "MpyCross")
    env.AddMethod(mpy, "Mpy")
    env["ECHIS_SHARED"] = _Shared()


def exists(env):
    """True: MicroPython is vendored."""
    return True


def mpy_cross_program(env):
    """mpy-cross for this machine."""
    shared = env["ECHIS_SHARED"]
    if shared.mpy_cross is None:
        shared.mpy_cross = _mpy_cross(env)
    return shared.mpy_cross


def _mpy_cross(env):
    compiler = toolchain.load(Path().resolve(), "zig", host_arch())
    sources, flags = mpy_cross.sources(Path()), mpy_cross.flags()
    every = [*compiler.static_cc, *compiler.static_flags, *flags]
    commands = {s: [*every, "-MD", "-c", s, "-o", "unused"] for s in sources}
    files = [*sources, *mpy_cross.number_sources()]
    included = env.IncludedFiles(files)
    headers = env.GeneratedHeaders(mpy_cross.BUILD_DIR, commands, [included])
    depends = [*headers.values(), included]
    return env.StaticProgram(mpy_cross.PROGRAM, files, compiler, flags, depends)


def mpy(env, place: str, file):
    """The bytecode of one file."""
    compiler = env.MpyCross()
    output = f"{place}/mpy/{file.name}.mpy"
    path, name = file.source, file.name

    def write(target, source, env):
        frozen = Frozen(path, name)
        return status_of(freeze.cross, mpy_cross.PROGRAM, frozen, output)

    node = env.Step(output, env.SourceFile(file.source), write, f"MPY {file.name}")
    env.Depends(node, compiler)
    return node
