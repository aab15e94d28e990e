# SPDX-License-Identifier: ISC
"""Types, implementations and functors: section 1.1 of MirageOS's package."""

from __future__ import annotations

import pytest

from echis import (
    block,
    block_of_file,
    dep,
    impl,
    kv_ro,
    typ,
)
from echis.impl import Applied, Dev
from echis.info import of
from echis.type import Functor, Typ
from tests.mirage.conftest import Config, Mistake, names


class Marker:
    """Something."""


class Other:
    """Something else."""


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
