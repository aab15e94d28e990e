# SPDX-License-Identifier: ISC
"""SCons tool: compiles C and assembly freestanding, once per context."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from echis.context import Context

# Our own C is held to warnings as errors; upstream's is compiled as it is.
_OURS = ("runtime/", "tests/")


def generate(env):
    """Adds the methods below to an environment."""
    env.AddMethod(use_context, "UseContext")
    env.AddMethod(freestanding, "Freestanding")
    env.AddMethod(generated, "Generated")
    env.AddMethod(compiled, "Compiled")
    env.AddMethod(source_file, "SourceFile")
    env.AddMethod(compile_commands, "CompileCommands")
    env["ECHIS_COMPILED"] = Compiled()


def exists(env):
    """True: what the tool needs is in the private environment."""
    return True


class Compiled:
    """Every source and its command, for editors; shared by all clones."""

    def __init__(self) -> None:
        self.commands: dict[str, list[str]] = {}


def use_context(env, context: Context):
    """A clone of `env` whose objects belong to `context`."""
    clone = env.Clone(ECHIS_CONTEXT=context)
    clone["ECHIS_HEADERS"] = env.Value(_headers_digest(context))
    return clone


def _headers_digest(context: Context) -> str:
    """One hash over every header of the runtime that the context can see.

    Headers are one dependency together: scanning each source for its own
    includes cost more at every start than recompiling ours after an edit.
    """
    digest = hashlib.sha256()
    folders = [*context.include_dirs, "runtime/micropython"]
    for header in sorted({h for f in folders for h in Path(f).rglob("*.h")}):
        digest.update(str(header).encode() + b"\0" + header.read_bytes())
    return digest.hexdigest()


def freestanding(env, source: str, part: str = "", depends=(), flags=(), where="obj"):
    """The object of one C or assembly file, compiled for the context of `env`.

    `part` names a deviation of the toolchain file; `depends` are further nodes
    (generated headers); `flags` come last on the command line. The path of the
    object follows that of the source, below the context's build folder.
    """
    context = env["ECHIS_CONTEXT"]
    relative = str(source).removeprefix(context.build_dir + "/")
    output = f"{context.build_dir}/{where}/{relative}.o"
    command = context.compile(str(source), output, part) + list(flags)
    if relative.startswith(_OURS) and part != "micropython":
        command += context.toolchain.warnings
    label = f"CC {context.name} {relative}"
    node = env.Step(output, f"#{source}", command, label)
    env.Depends(node, [env["ECHIS_HEADERS"], *depends])
    env.Clean(node, f"#{output}.d")
    env.Compiled(source, command)
    return node


def compiled(env, source, command) -> None:
    """Notes for editors how a file is compiled; the first way counts."""
    env["ECHIS_COMPILED"].commands.setdefault(str(source), command)


def compile_commands(env):
    """compile_commands.json: for editors, the first context's command of each file."""
    entries = [
        {"directory": str(Path.cwd()), "file": source, "arguments": command}
        for source, command in env["ECHIS_COMPILED"].commands.items()
    ]
    return env.Generated("compile_commands.json", json.dumps(entries, indent=0))


def generated(env, path: str, text: str):
    """A file with the given text, written only when the text changes."""

    def write(target, source, env):
        Path(target[0].get_path()).write_text(source[0].read(), encoding="utf-8")

    return env.Step(path, env.Value(text), write, f"GEN {path}")


def source_file(env, path: str):
    """The node of a file of the tree, or of an application outside it."""
    return env.File(env.Literal(path) if Path(path).is_absolute() else f"#{path}")
