# SPDX-License-Identifier: ISC
"""SCons tool: what devices do beside the image: configure, build rules, install."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from echis import program
from echis.errors import ConfigError
from echis.info import Info
from echis.packages import tools
from echis.verbs import TARGETS


class Places:
    """What is installed where, in one build; shared by all clones."""

    def __init__(self) -> None:
        self.taken: dict[Path, Installed] = {}


def generate(env):
    """Adds the methods below to an environment."""
    env["ECHIS_INSTALLED"] = Places()
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
    files = [(*pair, 0o755) for pair in found.bin]
    files += [(*pair, 0o644) for pair in found.etc]
    nodes = [_installed(env, info, folder, *file) for file in files]
    return [*made.values(), *nodes]


def _rule(env, info: Info, folder: Path, rule):
    target = os.path.abspath(folder / rule.target)
    sources = [os.path.abspath(_file(info, folder, name)) for name in rule.sources]
    words = rule.words(target, sources)

    def make(target, source, env):
        set_up = ["env", "-C", str(folder), *tools.environment(info.name)]
        return program.status([*set_up, *words])

    return env.Step(f"{folder}/{rule.target}", sources, make, f"MAKE {rule.target}")


def _installed(env, info: Info, folder: Path, name: str, output: str, mode: int):
    """The step that installs a file, one for all images that install the same."""
    source = os.path.abspath(_file(info, folder, name))
    place = env["ECHIS_REQUEST"].folder(env["ECHIS_CONTEXT"].arch) / output
    _check_place(env, info, place, output)
    mine = Installed(
        f"{info.name} for {info.target}", _content(info, folder, name), mode
    )
    other = env["ECHIS_INSTALLED"].taken.setdefault(place, mine)
    if other is not mine:
        _check_same(info, mine, other, output)
        return other.node

    def copy(target, source, env):
        shutil.copyfile(source[0].get_path(), target[0].get_path())
        os.chmod(target[0].get_path(), mode)

    mine.node = env.Step(str(place), source, copy, f"INSTALL {output}")
    return mine.node


@dataclass(slots=True)
class Installed:
    """What is installed at a place: for whom, of what content, with what mode."""

    by: str
    content: object
    mode: int
    node: object = None


def _content(info: Info, folder: Path, name: str) -> object:
    """What tells the content of a file, which a rule may still have to make."""
    for rule in info.rules():
        if rule.target == name:
            return rule, [_content(info, folder, one) for one in rule.sources]
    path = _file(info, folder, name)
    return path.read_bytes() if path.is_file() else path


def _check_same(info: Info, mine: Installed, other: Installed, output: str) -> None:
    if (mine.content, mine.mode) != (other.content, other.mode):
        raise ConfigError(
            f"{other.by} and {mine.by} install two different files as {output}: build "
            f"them apart, with an out= of their own, or name them differently",
            info.application.location,
        )


def _check_place(env, info: Info, place: Path, output: str) -> None:
    """Refuses the place of an image or a tender."""
    request, arch = env["ECHIS_REQUEST"], env["ECHIS_CONTEXT"].arch
    taken = {request.tender(target, arch): "tender" for target in TARGETS}
    for app in env["ECHIS_APPS"]:
        taken |= {request.output(app.name, target, arch): "image" for target in TARGETS}
    if place in taken:
        raise ConfigError(
            f"{output} is the name of {'a' if taken[place] == 'tender' else 'an'} "
            f"{taken[place]}, and cannot be installed",
            info.application.location,
        )


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
