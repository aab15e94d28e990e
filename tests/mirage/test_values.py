# SPDX-License-Identifier: ISC
"""Keys, values, and choices by them: section 1.1 of MirageOS's package."""

from __future__ import annotations

import pytest

import echis
from echis import (
    Context,
    Key,
    Value,
    block_of_file,
    if_impl,
    job,
    main,
    match_impl,
    ramdisk,
)
from echis.engine import all_keys
from echis.errors import ConfigError
from echis.info import in_context, of
from tests.mirage.conftest import Config, Mistake, names


def test_key_type(config: Config) -> None:
    key = Key.create("port", Key.Arg.opt(Key.Arg.int, 80))
    assert (key.name, key.arg.default) == ("port", 80)


def test_abstract_key() -> None:
    key = Key.create("port", Key.Arg.opt(Key.Arg.int, 80))
    assert echis.key(key) is key
    assert Key.key(key) is key


def test_context() -> None:
    port = Key.create("port", Key.Arg.opt(Key.Arg.int, 80))
    assert Key.get(Context({"port": 81}), port) == 81
    assert Key.get(Context(), port) == 80


def test_value() -> None:
    port = Key.create("port", Key.Arg.opt(Key.Arg.int, 80))
    name = Key.create("name", Key.Arg.opt(Key.Arg.string, "a"))
    context = Context({"port": 81})
    value = Key.value(port)
    joined = Key.apply(Key.map(lambda p: lambda n: f"{n}:{p}", value), Key.value(name))
    assert isinstance(joined, Value)
    assert Key.eval(context, joined) == "a:81"
    assert Key.default(joined) == "a:80"
    assert Key.deps(joined) == (port, name)
    assert Key.eval(context, Key.pure(7)) == 7
    assert Key.deps(Key.pure(7)) == ()
    assert Key.eval(context, Key.if_(value.map(lambda p: p > 80), 1, 2)) == 1
    assert Key.eval(context, Key.match_(value, {81: "x"}, default="y")) == "x"
    assert Key.default(Key.match_(value, {81: "x"}, default="y")) == "y"


def test_a_value_of_a_run_time_key_is_refused(mistake: Mistake) -> None:
    text = "Key.value(Key.create('a', Key.Arg.opt(Key.Arg.int, 1, stage='run')))"
    assert mistake(text) == (
        'config.py:2: the key "a" is known only when the unikernel runs: give it '
        'stage="configure" or "both" to choose by it'
    )


CHOICE = """
fast = Key.create("fast", Key.Arg.opt(Key.Arg.bool, False, stage="configure"))
chosen = if_impl(Key.value(fast), block_of_file("a"), ramdisk("b"))
register("a", [main("unikernel", block >> job)(chosen)])
"""


def test_if_impl(config: Config) -> None:
    app = config(CHOICE)
    assert names(app) == ["ramdisk", "unikernel"]
    assert names(app, fast=True) == ["block_of_file", "unikernel"]
    assert "fast" in [key.name for key in all_keys(app.all_jobs)]


def test_if_impl_of_functors(config: Config) -> None:
    app = config(
        "one, two = impl('one', block >> kv_ro), impl('two', block >> kv_ro)\n"
        "chosen = if_impl(Key.is_unix, one, two)\n"
        "u = main('unikernel', kv_ro >> job)\n"
        "register('a', [u(chosen(block_of_file('d')))])\n"
    )
    assert names(app) == ["block_of_file", "two", "unikernel"]
    assert names(app, "unix") == ["block_of_file", "one", "unikernel"]


def test_if_impl_needs_one_type(mistake: Mistake) -> None:
    assert mistake("if_impl(Key.is_unix, noop, default_time)") == (
        "config.py:2: both branches of if_impl must be of one type, got job and time"
    )
    assert mistake("if_impl(True, noop, noop)") == (
        "config.py:2: if_impl needs a value to choose by, like Key.is_unix or "
        "Key.value(KEY), got True"
    )


MATCH = """
kind = Key.create("kind", Key.Arg.opt(Key.Arg.int, 0, stage="configure"))
branches = {1: block_of_file("a"), 2: block_of_file("b")}
chosen = match_impl(Key.value(kind), branches, default=ramdisk("c"))
register("a", [main("unikernel", block >> job)(chosen)])
"""


@pytest.mark.parametrize(
    ("kind", "expected"), [(0, []), (1, ["a"]), (2, ["b"]), (3, [])]
)
def test_match_impl(config: Config, kind: int, expected: list[str]) -> None:
    info = in_context(config(MATCH), Context({"kind": kind, "target": "spt"}))
    assert [d.name for d in info.manifest.devices] == expected


def test_match_impl_needs_a_default(mistake: Mistake) -> None:
    told = mistake("match_impl(Key.value(Key.target), {'spt': noop})")
    assert told == "config.py:2: match_impl needs default=; not given here"
    assert mistake(
        "match_impl(Key.value(Key.target), {'spt': noop}, default=default_time)"
    ) == (
        "config.py:2: every branch of match_impl must be of one type, got job and time"
    )


def test_both_forms_of_a_branch_are_one_choice() -> None:
    pairs = match_impl(Key.value(Key.target), [("spt", block_of_file("a"))],
                       default=ramdisk("b"))  # fmt: skip
    table = match_impl(Key.value(Key.target), {"spt": block_of_file("a")},
                       default=ramdisk("b"))  # fmt: skip
    assert pairs == table
    assert if_impl(Key.is_unix, ramdisk("a"), ramdisk("b")) == if_impl(
        Key.is_unix, ramdisk("a"), ramdisk("b")
    )
    assert main("unikernel", job) == main("unikernel", job)


def test_a_choice_that_fails_is_told_at_its_line(config: Config) -> None:
    app = config(
        "bad = Key.map(lambda name: 1 // 0, Key.value(Key.target))\n"
        "register('a', [if_impl(bad, noop, noop)])\n"
    )
    with pytest.raises(ConfigError, match=r"^config\.py:3: this choice failed: Zero"):
        of(app, "spt")
