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
    arg = Key.Arg.opt(Key.Arg.string, "", stage="run", names=("s", "size"))
    found = Key.create("max_size", arg, group="in", secret=True)
    assert (found.name, found.function) == ("in-max_size", "in_max_size")
    assert found.options == ("--size", "-s")
    assert found.secret
    assert not key.secret
    assert key == Key.create("port", Key.Arg.opt(Key.Arg.int, 80))
    assert key != Key.create("port", Key.Arg.opt(Key.Arg.int, 81))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Port", '"Port" is no name for a key: use lower-case letters and digits, '),
        ("help", '"help" is the key every unikernel has already'),
        ("class", '"class" is a word of Python and no name for a key'),
    ],
)
def test_names_of_keys(mistake: Mistake, name: str, expected: str) -> None:
    told = mistake(f"Key.create('{name}', Key.Arg.flag())")
    assert told.startswith(f"config.py:2: {expected}")


def test_abstract_key() -> None:
    key = Key.create("port", Key.Arg.opt(Key.Arg.int, 80))
    assert echis.key(key) is key
    assert Key.key(key) is key


def test_keys_of_several_types_make_a_list(config: Config, mistake: Mistake) -> None:
    made = (
        "port = Key.create('port', Key.Arg.opt(Key.Arg.int, 80))\n"
        "name = Key.create('name', Key.Arg.opt(Key.Arg.string, ''))\n"
    )
    app = config(
        f"{made}register('a', [main('unikernel', job, keys=[key(port), key(name)])])\n"
    )
    found = {one.name: one for one in of(app, "spt").keys}
    assert (found["port"].arg.default, found["name"].arg.default) == (80, "")
    assert mistake(f"{made}main('unikernel', job, keys=[port, 'name'])") == (
        "config.py:4: keys is a list of keys, as Key.create(…) makes them, and has "
        "'name'"
    )


def test_two_keys_of_one_name_are_refused(config: Config) -> None:
    app = config(
        "one = Key.create('port', Key.Arg.opt(Key.Arg.int, 80))\n"
        "register('a', [main('unikernel', job, keys=[one]), impl('b', job, keys=[\n"
        "    Key.create('port', Key.Arg.opt(Key.Arg.int, 81))])])\n"
    )
    with pytest.raises(ConfigError, match=r'^config\.py:4: the key "port" is also'):
        of(app, "spt")


def test_context() -> None:
    port = Key.create("port", Key.Arg.opt(Key.Arg.int, 80))
    assert Key.get(Context({"port": 81}), port) == 81
    assert Key.get(Context(), port) == 80
    cache = Key.create("disk-cache", Key.Arg.opt(Key.Arg.bool, True))
    assert Key.get(Context({"disk_cache": False}), cache) is False
    assert Key.get(Context.of_target("hvt"), Key.target) == "hvt"


def test_what_is_given_reaches_the_application(config: Config) -> None:
    app = config(
        "port = Key.create('port', Key.Arg.opt(Key.Arg.int, 80))\n"
        "register('a', [main('unikernel', job, keys=[port])])\n"
    )
    info = of(app, "hvt", {"port": 81})
    found = {key.name: Key.get(info.context, key) for key in (*info.keys, Key.target)}
    assert (found["port"], found["target"]) == (81, "hvt")


def test_what_must_be_given() -> None:
    uri = Key.create("uri", Key.Arg.required(Key.Arg.string, stage="configure"))
    with pytest.raises(ConfigError, match='the key "uri" must be given: uri=TEXT'):
        Key.get(Context(), uri)


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
    twice = Key.apply(Key.map(lambda p: lambda q: p + q, value), value)
    assert (Key.eval(context, twice), Key.deps(twice)) == (162, (port,))
    assert value.map(lambda p: p + 1) != value.map(lambda p: p + 2)
    assert Key.eval(context, Key.pure(7)) == 7
    assert Key.deps(Key.pure(7)) == ()
    assert Key.eval(context, Key.if_(value.map(lambda p: p > 80), 1, 2)) == 1
    assert Key.eval(context, Key.match_(value, {81: "x"}, default="y")) == "x"
    assert Key.default(Key.match_(value, {81: "x"}, default="y")) == "y"
    for empty in (0, "", False, None):
        assert Key.eval(context, Key.match_(value, {81: empty}, default=7)) is empty


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


def test_a_choice_may_be_given_a_part_of_its_arguments(config: Config) -> None:
    app = config(
        "fast = Key.create('fast', Key.Arg.flag(stage='configure'))\n"
        "two = block >> time >> kv_ro\n"
        "inner = if_impl(Key.value(fast), impl('fast', two), impl('slow', two))\n"
        "one = inner(block_of_file('a'))\n"
        "chosen = if_impl(Key.is_unix, impl('one', time >> kv_ro), one)\n"
        "u = main('unikernel', kv_ro >> kv_ro >> job)\n"
        "register('a', [u(chosen(default_time), one(default_time))])\n"
    )
    assert names(app, "unix") == [
        "default_time", "one", "block_of_file", "slow", "unikernel"
    ]  # fmt: skip
    for fast, name in ((True, "fast"), (False, "slow")):
        expected = ["block_of_file", "default_time", name, "unikernel"]
        assert names(app, fast=fast) == expected


def test_keys_of_every_branch(config: Config) -> None:
    app = config(
        "def made(name, type):\n"
        "    return impl(name, type, keys=[Key.create(name, Key.Arg.flag())])\n"
        "disk = if_impl(Key.is_unix, made('a', block), made('b', block))\n"
        "kinds = {'hvt': made('c', block >> kv_ro), 'xen': made('d', block >> kv_ro)}\n"
        "arg = Key.Arg.opt(Key.Arg.string, '', stage='configure')\n"
        "kind = Key.create('kind', arg)\n"
        "default = made('e', block >> kv_ro)\n"
        "chosen = match_impl(Key.value(kind), kinds, default=default)(disk)\n"
        "register('a', [main('unikernel', kv_ro >> job)(chosen)])\n"
    )
    found = {key.name for key in all_keys(app.all_jobs)}
    assert {"a", "b", "c", "d", "e", "kind"} <= found


def test_if_impl_needs_one_type(mistake: Mistake) -> None:
    assert mistake("if_impl(Key.is_unix, noop, default_time)") == (
        "config.py:2: both branches of if_impl must be of one type, got job and time"
    )
    assert mistake("if_impl(True, noop, noop)") == (
        "config.py:2: if_impl needs a value to choose by, like Key.is_unix or "
        "Key.value(KEY), got True"
    )


@pytest.mark.parametrize(
    ("converter", "default"), [("string", "'yes'"), ("int", "1"), ("int", "0")]
)
def test_if_impl_needs_true_or_false(
    mistake: Mistake, converter: str, default: str
) -> None:
    told = mistake(
        f"k = Key.create('k', Key.Arg.opt(Key.Arg.{converter}, {default}))\n"
        "if_impl(Key.value(k), noop, noop)"
    )
    assert told == (
        "config.py:3: if_impl expects a value that is True or False, like "
        f"Key.value(KEY), as condition, got a value that is {default} by default"
    )


def test_what_is_neither_true_nor_false_when_it_is_chosen(config: Config) -> None:
    app = config(
        "def odd(name): return name == 'spt' or name\n"
        "chosen = if_impl(Key.value(Key.target).map(odd), noop, noop)\n"
        "register('a', [chosen])\n"
    )
    assert names(app) == ["noop"]
    with pytest.raises(ConfigError) as caught:
        of(app, "hvt")
    assert str(caught.value) == (
        "config.py:3: if_impl chooses by True or False, got 'hvt'"
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
    assert mistake(
        "match_impl(Key.value(Key.target), {'spt': noop, 'hvt': default_time},\n"
        "    default=noop)"
    ) == (
        "config.py:2: every branch of match_impl must be of one type, got time and job"
    )
    assert mistake("match_impl('spt', {'spt': noop}, default=noop)") == (
        "config.py:2: match_impl needs a value to choose by, like Key.is_unix or "
        "Key.value(KEY), got 'spt'"
    )


@pytest.mark.parametrize("branches", ["3", "[1, 2]", '"ab"', '["ab"]'])
def test_match_impl_needs_pairs(mistake: Mistake, branches: str) -> None:
    text = f"match_impl(Key.value(Key.target), {branches}, default=noop)"
    assert mistake(text) == (
        "config.py:2: match_impl expects {CASE: IMPLEMENTATION} or a list of such "
        f"pairs as branches, got {branches}"
    )


def test_the_first_of_two_equal_cases_counts(config: Config) -> None:
    app = config(
        "name = Key.map(lambda name: name.upper(), Key.value(Key.target))\n"
        "cases = [('SPT', impl('one', job)), ('SPT', impl('two', job))]\n"
        "register('a', [match_impl(name, cases, default=noop)])\n"
    )
    assert (names(app), names(app, "hvt")) == (["one"], ["noop"])


def test_both_forms_of_a_branch_are_one_choice() -> None:
    pairs = match_impl(Key.value(Key.target), [("spt", block_of_file("a"))],
                       default=ramdisk("b"))  # fmt: skip
    table = match_impl(Key.value(Key.target), {"spt": block_of_file("a")},
                       default=ramdisk("b"))  # fmt: skip
    assert pairs == table
    assert if_impl(Key.is_unix, ramdisk("a"), ramdisk("b")) != if_impl(
        Key.is_unix, ramdisk("c"), ramdisk("b")
    )
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
