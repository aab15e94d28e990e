# SPDX-License-Identifier: ISC
"""The folds over a whole application: ``Project`` of MirageOS's package."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from echis import Info, Key, Project, install, package, rule
from echis.application import Application
from echis.manifest import Entry

Config = Callable[..., Application]

WHOLE = """
size = Key.create("size", Key.Arg.opt(Key.Arg.int, 1))

def made(name):
    return impl(
        name, block, packages=[package(name)], keys=[size],
        manifest=[(name, "BLOCK_BASIC")],
        configure=lambda info: Action.write_file(name, info.name),
        install=lambda info: install(etc=[(name, f"{name}.conf")]),
        scons=lambda info: [rule(f"{name}.bin", [name], ["cp"])],
    )

u = main("unikernel", block >> block >> job)
register("sample", [u(made("one"), made("two"))])
"""

# What a fold gives for both devices.
FOLDS: dict[str, tuple[Callable[[Info.Info], Any], Any]] = {
    "configure": (
        lambda info: Project.configure(info).dry_run(),
        ["write one (6 bytes)", "write two (6 bytes)"],
    ),
    "files": (Project.files, ("one", "two")),
    "install": (
        Project.install,
        install(etc=[("one", "one.conf"), ("two", "two.conf")]),
    ),
    "rules": (
        Project.rules,
        (rule("one.bin", ["one"], ["cp"]), rule("two.bin", ["two"], ["cp"])),
    ),
    "packages": (Project.packages, (package("one"), package("two"))),
    "manifest": (
        lambda info: Project.manifest(info).devices,
        (Entry("one", "BLOCK_BASIC"), Entry("two", "BLOCK_BASIC")),
    ),
    "keys": (
        lambda info: [key for key in Project.keys(info) if key.name == "size"],
        [Key.create("size", Key.Arg.opt(Key.Arg.int, 1))],
    ),
}


def test_folds(config: Config) -> None:
    info = Info.of(config(WHOLE), "spt")
    for name, (fold, expected) in FOLDS.items():
        assert fold(info) == expected, name


def test_the_manifest_is_that_of_the_target(config: Config) -> None:
    app = config(
        WHOLE.replace('made("two")', 'if_impl(Key.is_xen, made("two"), made("one"))')
    )
    for target, names in {"xen": ["one", "two"], "spt": ["one"]}.items():
        found = Project.manifest(Info.of(app, target))
        assert [device.name for device in found.devices] == names
