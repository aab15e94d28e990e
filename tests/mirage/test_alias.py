# SPDX-License-Identifier: ISC
"""Keys that stand for the values of others. Section 1.4."""

from __future__ import annotations

from pathlib import Path

from echis import Key
from tests.mirage.conftest import PORT, Config, Image, contexts, refuses


def test_alias(config: Config, root: Path) -> None:
    app = config(PORT)
    found = contexts(app, root, "fast=true").given
    assert (found["port"], found["late"]) == (8080, 2)
    assert contexts(app, root).given["port"] == 8080
    assert "port" not in contexts(app, root, "fast=false").given
    found = contexts(app, root, "fast=1", "port=1").given
    assert (found["port"], found["late"]) == (1, 2)


def test_alias_sets_keys_whose_name_has_a_dash(config: Config, root: Path) -> None:
    app = config(PORT.replace("'port'", "'http-port'"))
    assert contexts(app, root, "fast=1").given["http_port"] == 8080


def test_alias_gives_a_list(config: Config, root: Path) -> None:
    app = config(
        "tags = Key.create('tags', Key.Arg.opt_all(Key.Arg.int, stage='both'))\n"
        "two = Key.alias('two', {tags: [1, 2]})\n"
        "register('a', [main('unikernel', job, keys=[tags, two])])\n"
    )
    assert contexts(app, root, "two=1").given["tags"] == [1, 2]


def test_alias_is_no_argument_of_an_image(image: Image) -> None:
    port = Key.create("port", Key.Arg.opt(Key.Arg.int, 80))
    assert refuses(image, Key.alias("fast", {port: 8080}), "--fast")
