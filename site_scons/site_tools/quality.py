# SPDX-License-Identifier: ISC
"""SCons tool: the verb `check`, form and types of everything that is ours."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

from echis import toolchain
from echis.errors import ConfigError

_C_FOLDERS = ("runtime", "tenders", "host_tools", "tests", "examples", "bench")


def generate(env):
    """Adds the method below to an environment."""
    env.AddMethod(check, "Check")


def exists(env):
    """True: the programs are in the private environment."""
    return True


def check(env) -> None:
    """Runs every checker, and fails when one of them found something.

    With an application it is the application that is checked.
    """
    if env["ECHIS_APPS"]:
        # What an application imports of others is read as well.
        env.Vendor(images=False)
        env.CheckApplications()
        return
    failed = [name for name, command in _commands(env) if not _passes(name, command)]
    if failed:
        raise ConfigError(f"check found something to mend: {', '.join(failed)}")


def _commands(env):
    programs = Path(sysconfig.get_path("scripts"))
    ruff, python = str(programs / "ruff"), sys.executable
    yield "ruff", [ruff, "check", "."]
    yield "ruff format", [ruff, "format", "--check", "."]
    yield "mypy", [python, "-m", "mypy"]
    c_files = _c_files("*.c") + _c_files("*.h")
    clang_format = str(programs / "clang-format")
    yield "clang-format", [clang_format, "--dry-run", "--Werror", *c_files]
    request = env["ECHIS_REQUEST"]
    compiler = toolchain.load(request.root, "zig", request.arches[0])
    for header in sorted(map(str, Path("runtime/include").glob("*.h"))):
        yield f"{header} alone", _alone(compiler, header)


def _c_files(pattern: str) -> list[str]:
    found = (p for folder in _C_FOLDERS for p in Path(folder).rglob(pattern))
    return sorted(map(str, found))


def _alone(compiler: toolchain.Toolchain, header: str) -> list[str]:
    flags = [*compiler.freestanding, *compiler.warnings, "-Iruntime/include"]
    return [*compiler.cc, *flags, "-fsyntax-only", "-x", "c", header]


def _passes(name: str, command: list[str]) -> bool:
    done = subprocess.run(command, stdout=sys.stderr, check=False)
    print(
        f"check: {name}: {'ok' if done.returncode == 0 else 'FAILED'}", file=sys.stderr
    )
    return done.returncode == 0
