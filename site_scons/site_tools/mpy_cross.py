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
    """What is built once for an arch, whichever environment asks first."""

    def __init__(self) -> None:
        self.mpy_cross: dict[str, Any] = {}


def generate(env):
    """Adds the methods below to an environment."""
    env.AddMethod(mpy_cross_program, "MpyCross")
    env.AddMethod(tested_mpy_crosses, "TestedMpyCrosses")
    env.AddMethod(mpy, "Mpy")
    env["ECHIS_SHARED"] = _Shared()


def exists(env):
    """True: MicroPython is vendored."""
    return True


def mpy_cross_program(env, arch: str):
    """mpy-cross for machines of one arch."""
    made = env["ECHIS_SHARED"].mpy_cross
    if arch not in made:
        made[arch] = _mpy_cross(env, arch)
    return made[arch]


def tested_mpy_crosses(env):
    """Those that `test` runs: of each arch that it is asked for."""
    request = env["ECHIS_REQUEST"]
    arches = request.arches if "test" in request.verbs else ()
    return [env.MpyCross(arch) for arch in arches]


def _mpy_cross(env, arch: str):
    compiler = toolchain.load(Path().resolve(), "zig", arch)
    sources, flags = mpy_cross.sources(Path()), mpy_cross.flags(arch)
    every = [*compiler.static_cc, *compiler.static_flags, *flags]
    commands = {s: [*every, "-MD", "-c", s, "-o", "unused"] for s in sources}
    files = [*sources, *mpy_cross.plain_sources(arch)]
    included = env.IncludedFiles(files)
    headers = env.GeneratedHeaders(mpy_cross.folder(arch), commands, [included])
    depends = [*headers.values(), included]
    return env.StaticProgram(mpy_cross.program(arch), files, compiler, flags, depends)


def mpy(env, place: str, file):
    """The bytecode of one file."""
    compiler = env.MpyCross(host_arch())
    program = mpy_cross.program(host_arch())
    output = f"{place}/mpy/{file.name}.mpy"
    path, name = file.source, file.name

    def write(target, source, env):
        frozen = Frozen(path, name)
        return status_of(freeze.cross, program, frozen, output)

    node = env.Step(output, env.SourceFile(file.source), write, f"MPY {file.name}")
    env.Depends(node, compiler)
    return node
