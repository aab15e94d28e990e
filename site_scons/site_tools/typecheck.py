# SPDX-License-Identifier: ISC
"""SCons tool: the type check of applications, beside their compilation.

A node of its own, so that it runs while C compiles. What it finds is printed as soon
as it is known, and fails the image at its last step, after every error of compilers.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from SCons.Errors import BuildError

from bootstrap import interruption
from echis import codegen
from echis.errors import ConfigError
from echis.info import Info, in_context
from echis.search_path import LIBRARIES, Folder
from echis.typecheck import checker, task
from echis.typecheck.task import Task


class Checks:
    """The checks of one build, by application; shared by all clones."""

    def __init__(self) -> None:
        self.tasks: dict[str, Task] = {}
        self.nodes: dict[str, Any] = {}
        self.told: set[str] = set()


def generate(env):
    """Adds the methods below to an environment."""
    env["ECHIS_CHECKS"] = Checks()
    env.AddMethod(type_check, "TypeCheck")
    env.AddMethod(has_mistakes, "HasMistakes")
    env.AddMethod(mistakes, "Mistakes")
    env.AddMethod(check_applications, "CheckApplications")


def exists(env):
    """True: mypy is in the private environment."""
    return True


def type_check(env, info: Info, texts: dict[str, str], folders):
    """Nodes of what the check of an application finds: none with `check=off`.

    `texts` are its generated modules, `folders` hold Python of others.
    They never fail, so that compilers are heard as well; `Mistakes` does. One
    check serves every context: a second one asks for the same node.
    """
    if env["ECHIS_REQUEST"].check == "off":
        return []
    checks = env["ECHIS_CHECKS"]
    if info.name not in checks.nodes:
        checks.tasks[info.name] = _task(env, info, texts, folders)
        checks.nodes[info.name] = _node(env, info.name)
    return [checks.nodes[info.name]]


def _node(env, name: str):
    checked = env["ECHIS_CHECKS"].tasks[name]

    # SCons takes what an action holds for a part of it: a name, and no object.
    def write(target, source, env):
        checks = env["ECHIS_CHECKS"]
        try:
            _tell(env, checker.checked(checks.tasks[name]))
        except subprocess.CalledProcessError as error:
            return _ended(error)
        checks.told.add(name)
        return 0

    asked = env.Value(checked.digest())
    path = checked.found.relative_to(checked.root)
    node = env.Step(str(path), asked, write, f"CHECK {name}")
    # With it the stubs that all checks share, and mypy's own memory.
    env.Clean(node, "#build/check")
    return node


def _ended(error: subprocess.CalledProcessError) -> int:
    """A failure of mypy itself, which was killed or has a fault."""
    interruption.let_it_come()
    print(f"echis: mypy ended with status {error.returncode}", file=sys.stderr)
    return 1


def has_mistakes(env, name: str) -> bool:
    """Whether the check of an application found any; with -n it may not have run."""
    checked = env["ECHIS_CHECKS"].tasks.get(name)
    return bool(checked and checked.found.exists() and checker.stored(checked.found))


def mistakes(env, name: str) -> BuildError:
    """The failure of an image for its mistakes; told here where no check ran."""
    checks = env["ECHIS_CHECKS"]
    found = checker.stored(checks.tasks[name].found)
    if name not in checks.told:
        checks.told.add(name)
        _tell(env, found)
    env["ECHIS_STEPS"].close()
    print(f"echis: {name}: {_count(found)}", file=sys.stderr, flush=True)
    return BuildError(errstr="not written")


def check_applications(env) -> None:
    """Checks every application of the request now; ConfigError where one fails."""
    targets, configured = env["ECHIS_REQUEST"].targets, env["ECHIS_CONFIGURED"]
    for app in env["ECHIS_APPS"]:
        # Types are those of every target, devices are not.
        known, *_ = [in_context(app, configured[app.name, name]) for name in targets]
        place = Path("build/check", app.name, "configured")
        folders = [*env.Configured(known, place), *_vendored(env, known)]
        found = checker.checked(_task(env, known, codegen.files(known), folders))
        _tell(env, found)
        if found:
            raise ConfigError(f"{app.name}: {_count(found)}")
        print(f"check: {app.name}: ok", file=sys.stderr)


def _vendored(env, known: Info) -> list[Path]:
    """The trees of the packages that the application uses."""
    root = Path().resolve()
    return [folder.path for folder in env.UsedPackages(known).folders(root)]


def _count(found: list[str]) -> str:
    count = len(found)
    return "1 mistake of types" if count == 1 else f"{count} mistakes of types"


def _tell(env, found: list[str]) -> None:
    env["ECHIS_STEPS"].close()
    for line in found:
        print(line, file=sys.stderr, flush=True)


def _task(env, info: Info, texts, folders) -> Task:
    root = Path().resolve()
    return task.of(
        info,
        root,
        texts,
        libraries=tuple(Folder(root / f.path, f.prefix) for f in LIBRARIES),
        packages=tuple(Path(folder).resolve() for folder in folders),
        strict=env["ECHIS_REQUEST"].check == "strict",
    )
