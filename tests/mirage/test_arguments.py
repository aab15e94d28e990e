# SPDX-License-Identifier: ISC
"""A key's argument: how often it is given, its stage, its help. Section 1.4."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

import pytest

from echis import Key, arguments
from echis.engine import all_keys
from echis.errors import ConfigError
from echis.usage import help_text
from echis.value import Context
from tests.mirage.conftest import PORT, Config, Image, refuses

# A key's argument of each kind, and the stage it has unless it says so.
KINDS: dict[str, tuple[Callable[..., Any], str]] = {
    "opt": (lambda **more: Key.Arg.opt(Key.Arg.int, 1, **more), "both"),
    "required": (lambda **more: Key.Arg.required(Key.Arg.int, **more), "run"),
    "flag": (Key.Arg.flag, "both"),
    "opt_all": (lambda **more: Key.Arg.opt_all(Key.Arg.int, **more), "run"),
}


SHOWN = {
    "opt": "--key, -k=N            What. (default: 1)",
    "required": "--key, -k=N            What. (required)",
    "flag": "--key, -k              What.",
    "opt_all": "--key, -k=N            What. (repeatable)",
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_argument_says_what_it_is(
    kind: str, image: Image, capsys: pytest.CaptureFixture[str]
) -> None:
    made, stage = KINDS[kind]
    assert made().stage == stage
    assert made(stage="configure").stage == "configure"
    more = {} if kind == "flag" else {"metavar": "N"}
    arg = made(doc="What.", names=["k", "key"], stage="run", **more)
    for key in (Key.create("x", arg), Key.runtime_arg("x", arg)):
        with pytest.raises(SystemExit):
            image(key, "--help")
        assert f"  {SHOWN[kind]}\n" in capsys.readouterr().out


# What words give for a key of each kind, and what they must not be.
GIVEN: dict[str, dict[tuple[str, ...], Any]] = {
    "opt": {(): 1, ("--key=2",): 2, ("-k=5",): 5, ("--key", "3"): 3, ("-k", "4"): 4},
    "required": {("--key=3",): 3, ("--key", "3"): 3, ("-k", "4"): 4},
    "flag": {(): False, ("--key",): True, ("-k",): True},
    "opt_all": {(): [], ("--key=1",): [1], ("--key=1", "-k", "2"): [1, 2]},
}


REFUSED: dict[str, list[tuple[str, ...]]] = {
    "opt": [("--key=1", "--key=2"), ("--key",), ("--key=x",), ("--k=1",)],
    "required": [(), ("--key=1", "--key=2"), ("--key",)],
    "flag": [("--key=true",), ("--key", "--key"), ("--key", "true")],
    "opt_all": [("--key",), ("--key=1,2",)],
}


@pytest.mark.parametrize("kind", KINDS)
def test_how_often_an_image_takes_an_argument(kind: str, image: Image) -> None:
    key = Key.create("key", KINDS[kind][0](names=["k", "key"], stage="run"))
    for words, value in GIVEN[kind].items():
        assert image(key, *words) == value
    assert all(refuses(image, key, *words) for words in REFUSED[kind])


@pytest.mark.parametrize("name", ["max_size", "max-size"])
def test_an_option_is_spelled_with_dashes(name: str, image: Image) -> None:
    key = Key.create(name, Key.Arg.opt(Key.Arg.int, 1))
    assert (key.function, key.options) == ("max_size", ("--max-size",))
    assert image(key, "--max-size=2") == 2
    assert refuses(image, key, "--max_size=2")


def test_opt(image: Image) -> None:
    key = Key.create("k", Key.Arg.opt(Key.Arg.int, 1))
    assert (key.arg.kind, key.arg.default) == ("opt", 1)
    assert Key.get(Context({"k": 2}), key) == 2
    assert image(key, k=2) == 2


def test_required(config: Config, image: Image) -> None:
    app = config(
        "k = Key.create('k', Key.Arg.required(Key.Arg.int, stage='configure'))\n"
        "c = if_impl(Key.map(lambda n: n > 1, Key.value(k)), noop, noop)\n"
        "register('a', [c])\n"
    )
    (key,) = (key for key in all_keys(app.all_jobs) if key.name == "k")
    with pytest.raises(ConfigError, match='py:2: the key "k" must be given: k=INT'):
        Key.get(Context(), key)
    assert Key.get(Context({"k": 3}), key) == 3
    both = Key.create("k", Key.Arg.required(Key.Arg.int, stage="both"))
    assert image(both, k=3) == 3


def test_flag() -> None:
    arg = Key.Arg.flag()
    assert (arg.kind, arg.default) == ("flag", False)
    read = {"1": True, "true": True, "0": False, "false": False}
    assert {text: arg.parse(text) for text in read} == read


def test_opt_all() -> None:
    arg = Key.Arg.opt_all(Key.Arg.ipv4)
    two = [IPv4Address("10.0.0.1"), IPv4Address("10.0.0.2")]
    assert (arg.kind, arg.default, arg.parse("")) == ("opt_all", [], [])
    assert arg.parse("10.0.0.1,10.0.0.2") == two
    assert arg.show(two) == "10.0.0.1,10.0.0.2"
    assert arg.plain(two) == ["10.0.0.1", "10.0.0.2"]


@pytest.mark.parametrize("stage", ["configure", "run", "both"])
def test_stages(stage: Any, image: Image) -> None:
    key = Key.create("key", Key.Arg.opt(Key.Arg.int, 1, stage=stage))
    assert key.arg.configures == (stage != "run")
    assert key.arg.runs == (stage != "configure")
    assert image(key) == 1
    assert image(key, key=2) == 2
    if stage == "configure":
        assert refuses(image, key, "--key=3")
    else:
        assert image(key, "--key=3", key=2) == 3


def test_help_tells_the_stages_apart(config: Config, root: Path) -> None:
    request = arguments.parse({"app": "."}, [], root, root)
    _, variables, run = help_text(request, config(PORT)).split(" of a")
    assert [word in variables for word in ("port=", "token=", "late=")] == [1, 1, 0]
    assert [word in run for word in ("--port=", "--token=", "--late=")] == [1, 0, 1]
    assert "fast=BOOL" in variables
    assert "Serve fast." in variables


def test_a_run_time_argument_is_one_whatever_it_says() -> None:
    arg = Key.Arg.opt(Key.Arg.int, 1, doc="What.", names=["key"], metavar="N")
    assert Key.runtime_arg("k", arg).arg == dataclasses.replace(arg, stage="run")
