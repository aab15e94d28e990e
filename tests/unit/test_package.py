# SPDX-License-Identifier: ISC
"""Packages: what a config.py may ask for, and how equal names become one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from echis.errors import ConfigError
from echis.location import Location
from echis.package import Package, merge, package


def _at(line: int, name: str = "microdot", **asked: Any) -> Package:
    """A package as line ``line`` of a config.py would ask for it."""
    code = compile("\n" * (line - 1) + "found = package(name, **asked)", "c.py", "exec")
    names = {"package": package, "name": name, "asked": asked}
    exec(code, names)
    found = names["found"]
    assert isinstance(found, Package)
    return found


def test_defaults() -> None:
    found = _at(3)
    assert found.location == Location("c.py", 3)
    assert (found.scope, found.build, found.pin_version) == ("vendor", False, "dev")
    assert (found.libs, found.sublibs, found.specifier) == (None, (), "")


def test_the_place_is_not_compared() -> None:
    assert _at(3, min="2.0") == _at(9, min="2.0")
    assert _at(3, name="U_Msgpack") == _at(3, name="u-msgpack")


def test_specifier() -> None:
    assert _at(1, min="2.0", max="3").specifier == ">=2.0,<3"
    assert _at(1, max="3").specifier == "<3"


def test_libs_may_be_empty() -> None:
    assert _at(1, libs=[]).libs == ()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            {"name": "42"},
            "'42' cannot name a package: use letters and digits, with - and _",
        ),
        ({"name": "a.b"}, "'a.b' cannot name a package"),
        ({"name": "a\n"}, "'a\\n' cannot name a package"),
        ({"name": 3}, "3 cannot name a package"),
        ({"scope": "guest"}, "microdot: there is no scope 'guest'; there are \"vendor"),
        (
            {"libs": ["a"], "sublibs": ["b"]},
            "microdot: give sublibs or libs, not both",
        ),
        ({"libs": [], "sublibs": ["b"]}, "microdot: give sublibs or libs, not both"),
        ({"libs": "a"}, 'microdot: libs is a list: write ["a"]'),
        ({"sublibs": ["a/b"]}, "microdot: sublibs has 'a/b', which is no module"),
        ({"min": "two"}, "microdot: min='two' is no version: write it like \"2.0\""),
        ({"max": 2}, "microdot: max=2 is no version"),
        ({"pin": "microdot.whl"}, "microdot: pin='microdot.whl' is no origin: write "),
        (
            {"min": "2.0", "max": "2"},
            "microdot: no version is at least 2.0, as here, and below 2, as here (max",
        ),
    ],
)
def test_mistakes(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        _at(7, **asked)
    assert str(caught.value).startswith(f"c.py:7: {said}")


def test_merge_takes_the_union_and_the_stricter_bounds() -> None:
    (found,) = merge(
        [
            _at(1, libs=["b"], min="1.9", max="4"),
            _at(2, libs=["a"], min="1.10", max="3.0", build=True),
        ]
    )
    assert (found.libs, found.build) == (("a", "b"), True)
    assert (found.min, found.max) == ("1.10", "3.0")
    assert found.location == Location("c.py", 1)


def test_merge_sorts_and_keeps_other_names() -> None:
    assert [one.name for one in merge([_at(1, name="b"), _at(2, name="a")])] == [
        "a",
        "b",
    ]


def test_all_modules_of_one_are_all_modules() -> None:
    (found,) = merge([_at(1, libs=["a"]), _at(2, sublibs=["x"])])
    assert (found.libs, found.sublibs) == (None, ("x",))


def test_a_pin_beats_bounds_and_an_equal_pin() -> None:
    pin = "file:microdot-2.1-py3-none-any.whl"
    (found,) = merge(
        [_at(1, min="3"), _at(2, pin=pin), _at(3, pin=pin), _at(4, max="2")]
    )
    assert (found.pin, found.min, found.max) == (pin, "", "")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (
            {"min": "3.0"},
            {"max": "2.5"},
            "c.py:1: microdot: no version is at least 3.0, as here, and below 2.5, as "
            "at c.py:2 (max is exclusive)",
        ),
        (
            {"pin": "git:a"},
            {"pin": "git:b"},
            "c.py:2: microdot: is pinned to git:b (dev) here and to git:a (dev) at "
            "c.py:1; choose one",
        ),
        (
            {"pin": "git:a", "pin_version": "1"},
            {"pin": "git:a", "pin_version": "2"},
            "c.py:2: microdot: is pinned to git:a (2) here and to git:a (1) at c.py:1; "
            "choose one",
        ),
        (
            {"scope": "host"},
            {},
            'c.py:2: microdot: is of scope "vendor" here and of scope "host" at '
            "c.py:1; choose one",
        ),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_conflicts_name_both(
    one: dict[str, Any], other: dict[str, Any], said: str, order: int
) -> None:
    with pytest.raises(ConfigError) as caught:
        merge([_at(1, **one), _at(2, **other)][::order])
    assert str(caught.value) == said


_versions = st.sampled_from(["", "1", "1.0", "1.0.0", "1.9", "1.10", "2rc1", "2"])
_modules = st.lists(st.sampled_from("abc"), unique=True)
_asked = st.fixed_dictionaries(
    {"name": st.sampled_from(["A", "b_c", "b-c"]), "build": st.booleans()},
    optional={
        "min": _versions,
        "libs": _modules,
        "pin": st.sampled_from(["", "git:x", "git:y"]),
        "pin_version": st.sampled_from(["dev", "2"]),
        "scope": st.sampled_from(["vendor", "vendor", "host"]),
    },
) | st.fixed_dictionaries(
    {"name": st.just("b-c"), "max": _versions, "sublibs": _modules}
)


def _outcome(packages: Sequence[Package]) -> object:
    try:
        return merge(packages)
    except ConfigError as error:
        return str(error)


@given(
    st.lists(_asked, max_size=5).flatmap(
        lambda a: st.tuples(st.just(a), st.permutations(range(len(a))))
    )
)
def test_merge_is_commutative_and_idempotent(
    drawn: tuple[list[dict[str, Any]], list[int]],
) -> None:
    packages = [_at(line, **asked) for line, asked in enumerate(drawn[0], 1)]
    merged = _outcome(packages)
    assert _outcome([packages[place] for place in drawn[1]]) == merged
    assert _outcome([*packages, *packages]) == merged
    if isinstance(merged, tuple):
        assert _outcome(merged) == merged
        assert _outcome([*merged, *packages]) == merged
