# SPDX-License-Identifier: ISC
"""SCons tool: what devices do beside the image: configure, build rules, install."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from echis import program
from echis.errors import ConfigError
from echis.info import Info
from echis.packages import tools


def generate(env):
    """Adds the methods below to an environment."""
    env.AddMethod(configured, "Configured")
    env.AddMethod(products, "Products")


def exists(env):
    """True: it needs nothing."""
    return True


def configured(env, info: Info, folder: Path) -> list[Path]:
    """The folder of what ``configure`` of the devices makes: it may be Python.

    None where they make nothing.
    """
    action = info.configure()
    if not action.steps:
        return []
    action.renew(folder, info.application.folder)
    return [folder]


def products(env, info: Info, folder: Path) -> list:
    """The nodes of the devices' build rules, and of what they install."""
    made = {rule.target: _rule(env, info, folder, rule) for rule in info.rules()}
    found = info.install()
    nodes = [_installed(env, info, folder, *pair, 0o755) for pair in found.bin]
    nodes += [_installed(env, info, folder, *pair, 0o644) for pair in found.etc]
    return [*made.values(), *nodes]


def _rule(env, info: Info, folder: Path, rule):
    target = os.path.abspath(folder / rule.target)
    sources = [os.path.abspath(_file(info, folder, name)) for name in rule.sources]
    words: list[str] = []
    for word in rule.command:
        words += sources if word == "$SOURCES" else [word.replace("$TARGET", target)]

    def make(target, source, env):
        set_up = ["env", "-C", str(folder), *tools.environment(info.name)]
        return program.status([*set_up, *words])

    return env.Step(f"{folder}/{rule.target}", sources, make, f"MAKE {rule.target}")


def _installed(env, info: Info, folder: Path, name: str, output: str, mode: int):
    source = os.path.abspath(_file(info, folder, name))
    place = env["ECHIS_REQUEST"].folder(env["ECHIS_CONTEXT"].arch) / output

    def copy(target, source, env):
        shutil.copyfile(source[0].get_path(), target[0].get_path())
        os.chmod(target[0].get_path(), mode)

    return env.Step(str(place), source, copy, f"INSTALL {output}")


def _file(info: Info, folder: Path, name: str) -> Path:
    """A file that ``configure`` or a rule makes, else one beside ``config.py``."""
    made = {*info.files(), *(rule.target for rule in info.rules())}
    if name in made:
        return folder / name
    path = info.application.folder / name
    if not path.exists():
        raise ConfigError(
            f'"{name}" is neither made by configure or a rule nor beside config.py',
            info.application.location,
        )
    return path
