# SPDX-License-Identifier: ISC
"""SCons tool: the Python runtime of a context, and the Python of an application.

The core is compiled once per context over the superset of modules. Of an
application are its frozen code, the table of the modules it imports, and, where
nothing compiles source, the built-ins without the compiler.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from SCons.Script import Action, GetOption

from bootstrap import interruption
from echis import c_source, codegen, freeze, imports, lock, mpy_cross, pc, toolchain
from echis import micropython as port
from echis.arguments import host_arch
from echis.errors import ConfigError
from echis.freeze import Frozen
from echis.imports import Imports, Root
from echis.location import Location
from echis.search_path import LIBRARIES

_CORE = f"{port.VENDORED}/py"
# Where files that are included lie.
_INCLUDED = (
    port.PORT,
    *(f"{port.VENDORED}/{name}" for name in ("py", "extmod", "shared", "lib")),
    f"{port.VENDORED}/mpy-cross",
    "vendor/mbedtls/include",
)


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


@dataclass(frozen=True, slots=True)
class Python:
    """What one application adds: its objects, and why they are what they are."""

    objects: list[Any]
    imports: Imports


class _Shared:
    """What is built once, whichever environment asks first."""

    mpy_cross: Any = None


def generate(env):
    """Adds the methods below to an environment."""
    env.AddMethod(mpy_cross_program, "MpyCross")
    env.AddMethod(runtime, "PythonRuntime")
    env.AddMethod(python, "Python")
    env.AddMethod(import_graph, "ImportGraph")
    env["ECHIS_SHARED"] = _Shared()


def exists(env):
    """True: MicroPython is vendored, and its tools run in our Python."""
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
    included = env.Value(_included_digest(files))
    headers = _headers(env, mpy_cross.BUILD_DIR, commands, [included])
    depends = [*headers.values(), included]
    return env.StaticProgram(mpy_cross.PROGRAM, files, compiler, flags, depends)


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
    included = env.Value(_included_digest([s.path for s in described.sources]))
    depends = [included, env["ECHIS_HEADERS"]]
    headers = _headers(env, context.build_dir, commands, depends)
    common = [node for name, node in headers.items() if name.startswith(_COMMON)]
    common.append(included)
    objects = {
        s.path: env.Freestanding(
            s.path, part=s.part, depends=common, flags=[*flags, *s.flags]
        )
        for s in described.sources
        if s.path not in _PER_APPLICATION
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


# Headers of `genhdr/` that any file may include.
_COMMON = ("mpversion", "qstrdefs.generated", "root_pointers", "compressed")

# Compiled per application, against the table of its modules.
_PER_APPLICATION = (f"{_CORE}/objmodule.c",)

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


def _headers(env, folder: str, commands: dict[str, list[str]], depends):
    """The generated headers of one configuration, by their names.

    One node, not one a file: that saves every later start a quarter second.
    """
    version = env.Generated(
        f"{folder}/genhdr/mpversion.h", port.version_header(_version())
    )
    targets = [name for name in port.GENERATED if name != "mpversion.h"]
    preprocess = {p: port.preprocess_command(c) for p, c in commands.items()}
    nodes = env.Command(
        [f"#{folder}/genhdr/{name}" for name in targets],
        [env.Value(json.dumps(preprocess)), *[f"#{path}" for path in commands]],
        Action(_write_headers, f"GEN {folder}/genhdr"),
    )
    (compiler,) = {words[0] for words in commands.values()}
    env.Depends(nodes, [version, env.Identity(compiler), env["ECHIS_MAKERS"], *depends])
    return {"mpversion.h": version} | dict(zip(targets, nodes, strict=True))


def _write_headers(target, source, env):
    commands = json.loads(source[0].read())
    folder = Path(str(target[0])).parent
    maker = port.Headers(Path(port.VENDORED), folder)
    return _reported(maker.write_all, commands, GetOption("num_jobs"))


def _version() -> str:
    return lock.load(Path("third_party.lock").resolve()).entry("micropython").version


def _included_digest(sources: list[str]) -> str:
    """One hash over the C files that others include, all but the given sources.

    A patch of the lock may touch one, and a developer may edit one in place.
    """
    compiled, digest = set(sources), hashlib.sha256()
    for folder in _INCLUDED:
        for file in sorted(Path(folder).rglob("*.[ch]")):
            if str(file) not in compiled:
                digest.update(str(file).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _reported(function, *args) -> int:
    """The status of an action whose user's errors are one sentence each."""
    try:
        return function(*args) or 0
    except ConfigError as error:
        interruption.let_it_come()
        sys.stderr.write(f"echis: {error}\n")
        return 1


def python(env, shared, name, folders, generated, modules=(), c_modules=()) -> Python:
    """The Python of an application: its objects and its import graph.

    `folders` hold its files and its packages; `generated` are the modules it starts
    with, file name to text; `modules` are imported by no statement; `c_modules` are
    C files.
    """
    context = env["ECHIS_CONTEXT"]
    place = f"{context.build_dir}/apps/{name}"
    roots = [
        Root(Frozen(f"{place}/{file}", file), text) for file, text in generated.items()
    ]
    for root in roots:
        env.Generated(root.frozen.source, root.text)
    own = [_CFile.read(Path(file)) for file in c_modules]
    found = env.ImportGraph(roots, folders, shared.modules, modules, c_modules)
    env.Generated(f"{place}/imports.json", found.to_json())
    return Python(_objects(env, shared, place, found, own), found)


def import_graph(env, roots, folders, known, modules, c_modules) -> Imports:
    """What an image of these roots consists of; nothing is built for it."""
    own = [_CFile.read(Path(file)) for file in c_modules]
    for file in own:
        known |= file.modules
    named = [*modules, *(m for file in own for m in file.modules.fixed)]
    return imports.resolve(roots, [*folders, *LIBRARIES], known, named, codegen.WEAK)


@dataclass(frozen=True, slots=True)
class _CFile:
    """A C file of an application, and the modules that it registers."""

    path: str
    modules: port.CModules
    registrations: list[str]

    @classmethod
    def read(cls, path: Path) -> _CFile:
        text = path.read_text(encoding="utf-8")
        lines = port.names_in(text)["module"]
        return cls(str(path), port.modules_in(lines), lines)


def _objects(env, shared: Runtime, place: str, found: Imports, own: list[_CFile]):
    core = {
        s.path: shared.objects[s.path]
        for s in shared.sources
        if s.path in shared.objects and s.fits(found.modules)
    }
    if not found.uses_compiler:
        core |= shared.without_compiler
    frozen, names = _frozen(env, shared, place, found, own)
    return [
        *core.values(),
        _module_table(env, shared, place, found, own, names),
        frozen,
        *[_c_module(env, shared, place, file, names) for file in own],
    ]


def _module_table(env, shared: Runtime, place: str, found: Imports, own, names):
    """`objmodule.o` with the table of this application's modules."""
    context = env["ECHIS_CONTEXT"]
    collected = shared.headers["moduledefs.collected"]
    extra = [line for file in own for line in file.registrations]
    linked = sorted(found.modules)
    listed = sorted(shared.modules.fixed | shared.modules.extensible)

    def write(target, source, env):
        lines = Path(str(source[0])).read_text(encoding="utf-8").splitlines()
        maker = port.Headers(Path(port.VENDORED), Path(place, "genhdr"))
        chosen = port.reduced([*lines, *extra], frozenset(linked))
        return _reported(port.check_modules, lines, listed) or _reported(
            maker.write_modules, chosen
        )

    asked = env.Value(" ".join([*linked, *extra]))
    table = env.Step(
        f"{place}/genhdr/moduledefs.h", [collected, asked], write, f"GEN {place}/genhdr"
    )
    flags = [f"-I{place}", *port.flags(context.build_dir, context.mode)]
    depends = [table, *shared.common]
    if own:
        flags += _including_names(place)
        depends += [names]
    return env.Freestanding(
        _PER_APPLICATION[0],
        part="micropython",
        depends=depends,
        flags=flags,
        where=f"obj-{Path(place).name}",
    )


def _frozen(env, shared: Runtime, place: str, found: Imports, own):
    """The object of all frozen Python, and the header of its names."""
    context = env["ECHIS_CONTEXT"]
    qstrs = shared.headers["qstrdefs.preprocessed.h"]
    mpys = [_mpy(env, place, file) for file in found.frozen]
    flags = port.flags(context.build_dir, context.mode)
    names = [_c_names(env, place, file.path, flags) for file in own]
    output, header = f"{place}/frozen_content.c", f"{place}/frozen_names.h"

    def write(target, source, env):
        paths = [str(node) for node in source]
        files = [Path(path) for path in paths if path.endswith(".json")]
        found = port.merged(json.loads(f.read_text(encoding="utf-8")) for f in files)
        words = [name.removeprefix("MP_QSTR_") for name in found["qstr"]]
        bytecode = [path for path in paths if path.endswith(".mpy")]
        command = freeze.freeze_command(
            port.VENDORED, paths[0], words, bytecode, output
        )
        # Out of Ctrl-C's reach: it would end in this Python's traceback.
        status = subprocess.call(command, start_new_session=True)
        if not status:
            text = freeze.names_header(Path(output).read_text(encoding="utf-8"))
            Path(header).write_text(text, encoding="utf-8")
        return status

    c_file, h_file = env.Command(
        [f"#{output}", f"#{header}"],
        [qstrs, *mpys, *names],
        Action(write, f"FREEZE {place}"),
    )
    env.Depends([c_file, h_file], [env["ECHIS_MAKERS"], f"#{freeze.TOOL}"])
    compiled = env.Freestanding(
        output, part="micropython", depends=[c_file, *shared.common], flags=flags
    )
    return compiled, h_file


def _mpy(env, place: str, file: imports.FrozenFile):
    """The bytecode of one file."""
    compiler = env.MpyCross()
    output = f"{place}/mpy/{file.name}.mpy"
    path, name = file.source, file.name

    def write(target, source, env):
        frozen = Frozen(path, name)
        return _reported(freeze.cross, mpy_cross.PROGRAM, frozen, output)

    node = env.Step(output, _node(env, file.source), write, f"MPY {file.name}")
    env.Depends(node, compiler)
    return node


def _c_names(env, place: str, path: str, flags: list[str]):
    """The names that an application's own C module mentions, as a JSON file."""
    context = env["ECHIS_CONTEXT"]
    command = [*context.compile(path, "unused", "micropython"), *flags]
    preprocess = port.preprocess_command(command)

    def write(target, source, env):
        output = Path(str(target[0]))
        return _reported(_write_names, [*preprocess, path], output)

    output = f"{place}/names/{Path(path).stem}.json"
    node = env.Step(output, _node(env, path), write, f"NAMES {path}")
    env.Depends(node, env["ECHIS_HEADERS"])
    return node


def _write_names(command: list[str], output: Path) -> None:
    names = port.names_of(command)
    if names["root_pointer"]:
        # One that a header or a macro registers; its own line is not known.
        raise c_source.root_pointer(Location(command[-1]))
    output.write_text(json.dumps(names), encoding="utf-8")


def _c_module(env, shared: Runtime, place: str, file: _CFile, names):
    """The object of an application's own C module, wherever its file is.

    All its flags come from the context's `.pc` file, read when it is compiled.
    """
    context = env["ECHIS_CONTEXT"]
    output = f"{place}/c/{Path(file.path).stem}.o"
    described = env.Generated(pc.path(context), pc.text(context, _flags(context)))

    def compile(target, source, env):
        return _reported(_compile_binding, context, file.path, output, place)

    node = env.Step(output, _node(env, file.path), compile, f"CC {file.path}")
    compiler = env.Identity(context.toolchain.cc[0])
    depends = [described, names, compiler, env["ECHIS_HEADERS"], *shared.common]
    env.Depends(node, depends)
    env.Clean(node, f"#{output}.d")
    return node


def _compile_binding(context, source: str, output: str, place: str) -> int:
    command = pc.compile_command(context, source, output)
    return subprocess.call([*command, *_including_names(place)])


def _flags(context) -> list[str]:
    return port.flags(context.build_dir, context.mode)


def _including_names(place: str) -> list[str]:
    """Flags of files that use the names of the application's own C modules."""
    return ["-include", f"{place}/frozen_names.h"]


def _node(env, path: str):
    """The node of a file of the tree, or of an application outside it."""
    return env.File(path if Path(path).is_absolute() else f"#{path}")
