# SPDX-License-Identifier: ISC
"""SCons tool: an application's own C modules, wherever their files are."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from echis import c_source, pc, program
from echis import micropython as port
from echis.location import Location
from echis.reported import status_of


def generate(env):
    """Adds the methods below to an environment."""
    env.AddMethod(own_c, "OwnC")
    env.AddMethod(own_names, "OwnNames")
    env.AddMethod(own_object, "OwnObject")


def exists(env):
    """True: the flags come from a file of ours."""
    return True


@dataclass(frozen=True, slots=True)
class CFile:
    """A C file of an application, and the modules that it registers.

    `name` is its path from the application's folder, without the suffix; from the
    tree's where a device of ours brings it.
    """

    path: str
    name: str
    text: str
    modules: port.CModules
    registrations: list[str]

    @classmethod
    def read(cls, path: Path, folder: Path) -> CFile:
        text = c_source.text_of(path)
        if path.is_relative_to(folder):
            name = path.relative_to(folder)
        else:
            name = path = path.relative_to(Path().resolve())
        lines = port.names_in(text)["module"]
        stem = name.with_suffix("").as_posix()
        return cls(str(path), stem, text, port.modules_in(lines), lines)


def own_c(env, path: Path, folder: Path) -> CFile:
    """A C file of the application in `folder`."""
    return CFile.read(path, folder)


def own_names(env, place: str, file: CFile, flags: list[str]):
    """The names that an application's own C module mentions, as a JSON file."""
    context = env["ECHIS_CONTEXT"]
    path = file.path
    command = [*context.compile(path, "unused", "micropython"), *flags]
    preprocess = port.preprocess_command(command)

    def write(target, source, env):
        output = Path(str(target[0]))
        return status_of(_write_names, [*preprocess, path], output)

    output = f"{place}/names/{file.name}.json"
    node = env.Step(output, env.SourceFile(path), write, f"NAMES {path}")
    env.Depends(node, env["ECHIS_HEADERS"])
    return node


def _write_names(command: list[str], output: Path) -> None:
    names = port.names_of(command)
    if names["root_pointer"]:
        # One that a header or a macro registers; its own line is not known.
        raise c_source.root_pointer(Location(command[-1]))
    output.write_text(json.dumps(names), encoding="utf-8")


def own_object(env, shared, place: str, file: CFile, names):
    """The object of an application's own C module, wherever its file is.

    All its flags come from the context's `.pc` file, read when it is compiled.
    """
    context = env["ECHIS_CONTEXT"]
    output = f"{place}/c/{file.name}.o"
    described = env.Generated(pc.path(context), pc.text(context, _flags(context)))

    def compile(target, source, env):
        return status_of(_compile_binding, context, file.path, output, place)

    node = env.Step(output, env.SourceFile(file.path), compile, f"CC {file.path}")
    compiler = env.Identity(context.toolchain.cc[0])
    depends = [described, names, compiler, env["ECHIS_HEADERS"], *shared.common]
    env.Depends(node, depends)
    env.Clean(node, f"#{output}.d")
    env.Compiled(file.path, _as_compiled(context, file.path, output, place))
    return node


def _as_compiled(context, source: str, output: str, place: str) -> list[str]:
    """The command of a C module, as the `.pc` file will say it."""
    plain = context.compile(source, output, "micropython")
    return [*plain, *context.lines, *_flags(context), *port.including_names(place)]


def _compile_binding(context, source: str, output: str, place: str) -> int:
    command = pc.compile_command(context, source, output)
    return program.status([*command, *port.including_names(place)])


def _flags(context) -> list[str]:
    return port.flags(context.build_dir, context.mode)
