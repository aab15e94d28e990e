# SPDX-License-Identifier: ISC
"""SCons tool: the headers that are generated from all of MicroPython's sources."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from SCons.Script import Action, GetOption

from echis import lock
from echis import micropython as port
from echis.reported import status_of

# Where files that are included lie.
_INCLUDED = (
    port.PORT,
    *(f"{port.VENDORED}/{name}" for name in ("py", "extmod", "shared", "lib")),
    f"{port.VENDORED}/mpy-cross",
    "vendor/mbedtls/include",
)

# Those that any file may include.
_COMMON = ("mpversion", "qstrdefs.generated", "root_pointers", "compressed")


def generate(env):
    """Adds the methods below to an environment."""
    env.AddMethod(generated_headers, "GeneratedHeaders")
    env.AddMethod(common_headers, "CommonHeaders")
    env.AddMethod(included_files, "IncludedFiles")


def exists(env):
    """True: the generators are vendored, and run in our Python."""
    return True


def generated_headers(env, folder: str, commands: dict[str, list[str]], depends):
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
    env.Clean(nodes, [f"#{folder}/genhdr/{name}" for name in port.BETWEEN])
    (compiler,) = {words[0] for words in commands.values()}
    env.Depends(nodes, [version, env.Identity(compiler), env["ECHIS_MAKERS"], *depends])
    return {"mpversion.h": version} | dict(zip(targets, nodes, strict=True))


def common_headers(env, headers):
    """Those of a configuration's generated headers that every object depends on."""
    return [node for name, node in headers.items() if name.startswith(_COMMON)]


def included_files(env, sources: list[str]):
    """One value for the C files that others include, all but the given sources.

    A patch of the lock may touch one, and a developer may edit one in place.
    """
    return env.Value(_included_digest(sources))


def _write_headers(target, source, env):
    commands = json.loads(source[0].read())
    folder = Path(str(target[0])).parent
    maker = port.Headers(Path(port.VENDORED), folder)
    return status_of(maker.write_all, commands, GetOption("num_jobs"))


def _version() -> str:
    return lock.load(Path("third_party.lock").resolve()).entry("micropython").version


def _included_digest(sources: list[str]) -> str:
    compiled, digest = set(sources), hashlib.sha256()
    for folder in _INCLUDED:
        for file in sorted(Path(folder).rglob("*.[ch]")):
            if str(file) not in compiled:
                digest.update(str(file).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
