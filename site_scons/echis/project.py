# SPDX-License-Identifier: ISC
"""``Project``: the folds over a whole application, as texts and lists."""

from __future__ import annotations

from typing import Any

from echis import codegen
from echis.action import Action
from echis.domains import files as domains
from echis.info import Info
from echis.install import Install, Rule
from echis.key import Key
from echis.manifest import Manifest, to_c
from echis.package import Package


def configure(info: Info) -> Action:
    """What all devices do when the application is configured, in their order."""
    return info.configure()


def files(info: Info) -> tuple[str, ...]:
    """The files that ``configure`` writes."""
    return info.files()


def install(info: Info) -> Install:
    """What goes into ``dist/`` beside the image."""
    return info.install()


def rules(info: Info) -> tuple[Rule, ...]:
    """The build steps of all devices, each once."""
    return info.rules()


def keys(info: Info) -> tuple[Key[Any], ...]:
    """The keys of all devices, each once."""
    return info.keys


def packages(info: Info) -> tuple[Package, ...]:
    """The packages that all devices ask for, one of each name."""
    return info.packages


def manifest(info: Info) -> Manifest:
    """The devices that the image asks its host for."""
    return info.manifest


def dry_run(info: Info) -> list[str]:
    """What configuring and building would write, a line each."""
    generated = {**codegen.files(info), "manifest.c": to_c(info.manifest)}
    installed = info.install()
    return [
        f"{info.name} for {info.target}:",
        *(f"  configure: {line}" for line in info.configure().dry_run()),
        *(
            f"  generate: {name} ({len(t.encode())} bytes)"
            for name, t in generated.items()
        ),
        *(f"  make: {rule.target}" for rule in info.rules()),
        f"  link: {info.output}",
        *(f"  describe: {name}" for name in domains.names(info)),
        *(f"  install: {name}" for _, name in (*installed.bin, *installed.etc)),
    ]
