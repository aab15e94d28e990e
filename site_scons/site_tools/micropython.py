# SPDX-License-Identifier: ISC
"""SCons tool: the core of the Python runtime, once per context.

It is compiled over the superset of modules, and the files that refer to the
compiler also without it, for images in which nothing compiles source.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from echis import micropython as port

_CORE = f"{port.VENDORED}/py"

# Files that refer to the compiler, and what takes the reference out. Neither
# changes the layout of what the files share with others.
_WITHOUT_COMPILER = {
    f"{_CORE}/modbuiltins.c": [
        "-DMICROPY_PY_BUILTINS_EVAL_EXEC=0",
        "-DMICROPY_PY_BUILTINS_COMPILE=0",
        "-DMICROPY_PY_BUILTINS_EXECFILE=0",
    ],
    f"{_CORE}/builtinimport.c": ["-DMICROPY_ENABLE_COMPILER=0"],
}


@dataclass(frozen=True, slots=True)
class Runtime:
    """What the applications of one context share; nodes of SCons.

    `common` are the headers that any file may include.
    """

    sources: tuple[port.Source, ...]
    objects: dict[str, Any]
    without_compiler: dict[str, Any]
    headers: dict[str, Any]
    common: list[Any]
    modules: port.CModules


def generate(env):
    """Adds the method below to an environment."""
    env.AddMethod(runtime, "PythonRuntime")


def exists(env):
    """True: MicroPython is vendored."""
    return True


def runtime(env) -> Runtime:
    """The core's objects for the context of `env`, and its generated headers."""
    context = env["ECHIS_CONTEXT"]
    described = port.load(Path(), context.arch)
    flags = port.flags(context.build_dir, context.mode)
    commands = {
        s.path: [*context.compile(s.path, "unused", s.part), *flags, *s.flags]
        for s in described.sources
        if s.has_names
    }
    included = env.IncludedFiles([s.path for s in described.sources])
    depends = [included, env["ECHIS_HEADERS"]]
    headers = env.GeneratedHeaders(context.build_dir, commands, depends)
    common = [*env.CommonHeaders(headers), included]
    objects = {
        s.path: env.Freestanding(
            s.path, part=s.part, depends=common, flags=[*flags, *s.flags]
        )
        for s in described.sources
        if s.path != port.MODULE_TABLE
    }
    without = {
        path: env.Freestanding(
            path,
            part="micropython",
            depends=common,
            flags=[*flags, *extra],
            where="obj-without-compiler",
        )
        for path, extra in _WITHOUT_COMPILER.items()
    }
    modules = described.modules
    return Runtime(described.sources, objects, without, headers, common, modules)
