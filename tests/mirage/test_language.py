# SPDX-License-Identifier: ISC
"""Types, implementations and functors: section 1.1 of MirageOS's package."""

from __future__ import annotations

import re
from typing import Any

import pytest

from echis import (
    V4,
    V6,
    Ip,
    block,
    block_of_file,
    dep,
    impl,
    info,
    job,
    kv_ro,
    main,
    typ,
)
from echis.engine import all_keys
from echis.impl import Applied, Dev
from echis.info import of
from echis.type import Functor, Typ
from tests.mirage.conftest import Config, Mistake, main_py, names


class Marker:
    """Something."""


class Other:
    """Something else."""


class TwoWords:
    """Something with a longer name."""


def test_typ_type() -> None:
    assert isinstance(block, Typ)
    assert [str(one) for one in (kv_ro, info, job)] == ["kv_ro", "info", "job"]
    assert typ(Marker, "name") != typ(Other, "name")


def test_typ() -> None:
    assert typ(Marker) == typ(Marker)
    assert typ(Marker) != typ(Other)
    assert str(typ(Marker)) == "marker"
    assert str(typ(TwoWords)) == "two_words"
    assert str(typ(Marker, "thing")) == "thing"
    assert typ(Ip[V4]) != typ(Ip[V6])


def test_typ_takes_a_class(mistake: Mistake) -> None:
    assert mistake("typ('kv_ro')") == "config.py:2: typ takes a class, got 'kv_ro'"


def test_arrow() -> None:
    one = kv_ro >> block >> kv_ro
    assert isinstance(one, Functor)
    assert one.params == (kv_ro, block)
    assert one.result == kv_ro
    assert (kv_ro >> (block >> kv_ro)) == one
    assert str(one) == "kv_ro >> block >> kv_ro"
    both = (kv_ro >> block) >> (info >> job)
    assert (both.params, both.result) == ((kv_ro, block, info), job)
    assert both == kv_ro >> block >> info >> job


def test_arrow_needs_a_type(mistake: Mistake) -> None:
    for text in ("block >> 7", "block >> kv_ro >> 7"):
        assert mistake(text) == (
            f"config.py:2: {text.removesuffix('7')}needs a type on its right, like "
            f"job, got 7"
        )


def test_arrow_needs_a_type_before_it(mistake: Mistake) -> None:
    for text, rest in (("7 >> job", "job"), ("'a' >> (block >> job)", "block >> job")):
        told, given = mistake(text), text.split(" ")[0]
        said = f">> {rest} needs a type on its left, like block, got {given}"
        assert told == f"config.py:2: {said}"


def test_impl_type() -> None:
    assert isinstance(block_of_file("a"), Dev)
    assert isinstance(impl("a", block >> kv_ro), Applied)
    functor, a, b = impl("f", block >> kv_ro), block_of_file("a"), block_of_file("b")
    assert functor(a) == functor(block_of_file("a"))
    assert functor(a) != functor(b)
    assert main("unikernel", job, deps=[a]) != main("unikernel", job, deps=[b])


def test_equal_descriptions_are_connected_once(config: Config) -> None:
    app = config(
        "def tree(name): return impl('f', block >> kv_ro)(block_of_file(name))\n"
        "def new(): return impl('new', job, fresh=True)\n"
        "u = main('unikernel', kv_ro >> kv_ro >> kv_ro >> job)\n"
        "register('a', [new(), new(), u(tree('x'), tree('x'), tree('y'))])\n"
    )
    disk, tree, new = "block_of_file", "f", "new"
    assert names(app) == [new, new, disk, tree, disk, tree, "unikernel"]


def test_a_job_that_is_shared_runs_once(config: Config) -> None:
    app = config("one = impl('one', job)\nregister('a', [one, one])\n")
    assert main_py(app).count("await one.connect()") == 1


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


def test_several_of_the_arguments() -> None:
    functor: Any = main("unikernel", block >> block >> block >> block >> job)
    disks = [block_of_file(name) for name in "abcd"]
    whole = functor(*disks)
    assert whole.args == tuple(disks)
    for most in range(4):
        assert functor(*disks[:most])(*disks[most:]) == whole
    assert functor(disks[0])(disks[1], disks[2])(disks[3]) == whole
    assert functor(disks[0], disks[1])(disks[2])(disks[3]) == whole


def test_a_part_of_the_arguments(config: Config) -> None:
    app = config(
        "first = impl('first', job)\n"
        "u = main('unikernel', time >> block >> kv_ro >> job, deps=[first])\n"
        "rest = u(default_time)\n"
        "rest = rest(block_of_file('a'))\n"
        "register('a', [rest(impl('files', kv_ro))])\n"
    )
    assert names(app) == [
        "first", "default_time", "block_of_file", "files", "unikernel"
    ]  # fmt: skip
    graph = of(app, "spt").graph
    arguments = [graph.nodes[index].device.name for index in graph.nodes[-1].args]
    assert arguments == ["default_time", "block_of_file", "files"]


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
        (
            "u = main('unikernel', block >> time >> job)\n"
            "disk = block_of_file('a')\nu(disk, disk)",
            "config.py:4: unikernel expects time as argument 2, got block",
        ),
        (
            "u = main('unikernel', block >> time >> job)(block_of_file('a'))\n"
            "register('a', [u])",
            'config.py:3: register("a", …) needs jobs, got time >> job',
        ),
        (
            "register('a', [main('unikernel', job, deps=[impl('f', block >> job)])])",
            "config.py:2: the deps of unikernel must be implementations that need no "
            "more arguments, got block >> job",
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


def test_dep(config: Config) -> None:
    disk = block_of_file("a")
    assert dep(disk) is disk
    app = config(
        "size = Key.create('size', Key.Arg.opt(Key.Arg.int, 1))\n"
        "disk = impl('disk', block, keys=[size])\n"
        "register('a', [main('unikernel', job, deps=[dep(disk)])])\n"
    )
    assert "size" in [key.name for key in all_keys(app.all_jobs)]
    assert re.search(r"await unikernel\.start\(await block_\d+\)", main_py(app))


def test_abstract_is_told_once(config: Config) -> None:
    app = config(
        "a = abstract(block_of_file('a'))\nb = abstract(default_time)\n"
        "register('a', [main('unikernel', job, deps=[a, b])])\n"
    )
    assert [f"{place}: {text}" for place, text in app.warnings] == [
        "config.py:2: abstract is deprecated: use dep"
    ]
    assert names(app) == ["block_of_file", "default_time", "unikernel"]
