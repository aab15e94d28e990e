# SPDX-License-Identifier: ISC
"""Types and combinators of the language: section 1.1 of MirageOS's package."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import echis
from echis import (
    Context,
    Key,
    Value,
    block,
    block_of_file,
    dep,
    if_impl,
    impl,
    job,
    kv_ro,
    main,
    match_impl,
    ramdisk,
    typ,
)
from echis.application import Application
from echis.engine import all_keys
from echis.impl import Applied, Dev
from echis.info import in_context, of
from echis.type import Functor, Typ

Config = Callable[..., Application]
Mistake = Callable[[str], str]


class Marker:
    """Something."""


class Other:
    """Something else."""


def names(application: Application, target: str = "spt", **given: object) -> list[str]:
    """The application's own devices in connect order."""
    found = [d.name for d in of(application, target, given).graph.devices()]
    start = {"default_argv", "keys", "runtime", "default_reporter"}
    return [name for name in found if name not in start]


def test_typ_type() -> None:
    assert isinstance(block, Typ)
    assert str(kv_ro) == "kv_ro"


def test_typ() -> None:
    assert typ(Marker) == typ(Marker)
    assert typ(Marker) != typ(Other)
    assert str(typ(Marker)) == "marker"
    assert str(typ(Marker, "thing")) == "thing"


def test_typ_takes_a_class(mistake: Mistake) -> None:
    assert mistake("typ('kv_ro')") == "config.py:2: typ takes a class, got 'kv_ro'"


def test_arrow() -> None:
    one = kv_ro >> block >> kv_ro
    assert isinstance(one, Functor)
    assert one.params == (kv_ro, block)
    assert one.result == kv_ro
    assert (kv_ro >> (block >> kv_ro)) == one
    assert str(one) == "kv_ro >> block >> kv_ro"


def test_impl_type() -> None:
    assert isinstance(block_of_file("a"), Dev)
    assert isinstance(impl("a", block >> kv_ro), Applied)


def test_apply(config: Config) -> None:
    app = config(
        "functor = impl('f', block >> kv_ro)\n"
        "u = main('unikernel', kv_ro >> block >> job)\n"
        "disk = block_of_file('disk')\n"
        "register('a', [u(functor(disk))(disk)])\n"
    )
    graph = of(app, "spt").graph
    found = [(n.device.name, n.args) for n in graph.nodes][-3:]
    (disk, _), (functor, args), (unikernel, last) = found
    first = len(graph.nodes) - 3
    assert (disk, functor, unikernel) == ("block_of_file", "f", "unikernel")
    assert args == (first,)
    assert last == (first + 1, first)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "main('unikernel', block >> job)(default_time)",
            "config.py:2: unikernel expects block as argument 1, got time",
        ),
        (
            "main('unikernel', block >> job)(block_of_file('a'), noop)",
            "config.py:2: unikernel takes 1 argument (block >> job), "
            "and here is one more",
        ),
        (
            "register('a', [main('unikernel', block >> job)])",
            'config.py:2: register("a", …) needs jobs, got block >> job',
        ),
        (
            "main('unikernel', block >> job)(7)",
            "config.py:2: unikernel expects block as argument 1, got 7, "
            "which is no implementation",
        ),
    ],
)
def test_apply_refuses(mistake: Mistake, text: str, expected: str) -> None:
    assert mistake(text) == expected


def test_abstract_impl(config: Config) -> None:
    app = config(
        "extra = [dep(block_of_file('a')), dep(default_time)]\n"
        "register('a', [main('unikernel', job, deps=extra)])\n"
    )
    assert names(app) == ["block_of_file", "default_time", "unikernel"]


def test_dep() -> None:
    disk = block_of_file("a")
    assert dep(disk) is disk


def test_abstract_is_told_once(config: Config) -> None:
    app = config(
        "a = abstract(block_of_file('a'))\nb = abstract(default_time)\n"
        "register('a', [main('unikernel', job, deps=[a, b])])\n"
    )
    assert [f"{place}: {text}" for place, text in app.warnings] == [
        "config.py:2: abstract is deprecated: use dep"
    ]


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
