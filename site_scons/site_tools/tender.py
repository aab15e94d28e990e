# SPDX-License-Identifier: ISC
"""SCons tool: builds static programs for Linux, the tenders among them."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from echis import tables
from echis.toolchain import Toolchain
from echis.version import VERSION


def generate(env):
    """Adds the methods below to an environment."""
    env["ECHIS_STATIC_LIBC"] = {}
    env.AddMethod(static_program, "StaticProgram")
    env.AddMethod(tender, "Tender")
    env.AddMethod(measured_program, "MeasuredProgram")
    env.AddMethod(launcher, "Launcher")


def exists(env):
    """True: the compiler comes with the toolchain."""
    return True


def static_program(env, path: str, sources, toolchain: Toolchain, flags, depends=()):
    """A static program at `path` for the toolchain's arch, from C files."""
    objects = [_object(env, source, toolchain, flags, depends) for source in sources]
    objects += _libc(env, toolchain)
    command = [*toolchain.static_ld, *toolchain.static_link, "-o", path]
    command += [str(o) for o in objects]
    return env.Step(path, objects, command, f"LINK {path}")


def _libc(env, toolchain: Toolchain):
    """The objects of tenders/libc, once per toolchain and arch."""
    made = env["ECHIS_STATIC_LIBC"]
    key = (toolchain.name, toolchain.arch)
    if toolchain.static_libc and key not in made:
        arch = toolchain.arch
        sources = [*sorted(map(str, Path("tenders/libc").glob("*.c")))]
        sources += [f"tenders/libc/start_{arch}.S", "runtime/libc/string.c"]
        flags = [*toolchain.warnings, "-fno-builtin", "-Itenders/libc"]
        made[key] = [_object(env, s, toolchain, flags, ()) for s in sources]
    return made.get(key, [])


def _object(env, source: str, toolchain: Toolchain, flags, depends):
    output = f"build/host-{toolchain.arch}-{toolchain.name}/{source}.o"
    command = [*toolchain.static_cc, *toolchain.static_flags, *flags]
    command += ["-MD", "-MF", f"{output}.d", "-c", source, "-o", output]
    label = f"CC host-{toolchain.arch} {source}"
    node = env.Step(output, f"#{source}", command, label)
    env.Depends(node, depends)
    env.Compiled(source, command)
    env.Clean(node, f"#{output}.d")
    return node


def tender(env, name: str, toolchain: Toolchain, path: str):
    """The tender that tenders/`name`/tender.toml describes, as a program at `path`."""
    table = tables.read(Path("tenders") / name / "tender.toml")
    sources = [
        f"tenders/{source}".format(arch=toolchain.arch)
        for source in table.strings("sources")
    ]
    flags = [*toolchain.warnings, *table.strings("cflags", ())]
    flags.append(f'-DPROJECT_VERSION="{VERSION}"')
    headers = sorted(
        [*Path("tenders").rglob("*.h"), *Path("runtime/include").glob("*")]
    )
    texts = [header.read_text(encoding="utf-8") for header in headers]
    depends = env.Value("".join(texts))
    return env.StaticProgram(path, sources, toolchain, flags, [depends])


def measured_program(env, source: str, toolchain: Toolchain, path: str):
    """The program at `path` that a figure runs in a guest with Linux."""
    headers = sorted(Path(source).parent.glob("*.h"))
    depends = env.Value("".join(h.read_text(encoding="utf-8") for h in headers))
    return env.StaticProgram(path, [source], toolchain, toolchain.warnings, [depends])


def launcher(env, module: list[str], path: str):
    """The program at `path` that is a tender of ours around one of others."""
    modules = shlex.quote(str(Path("site_scons").absolute()))
    words = shlex.join([sys.executable, "-m", *module])
    text = f'#!/bin/sh\nPYTHONPATH={modules} exec {words} "$@"\n'
    return env.Step(path, env.Value(text), _write_program, f"GEN {path}")


def _write_program(target, source, env):
    file = Path(target[0].get_path())
    file.write_text(source[0].read(), encoding="utf-8")
    file.chmod(0o755)
