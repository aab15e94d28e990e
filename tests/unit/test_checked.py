# SPDX-License-Identifier: ISC
"""What fits an annotation, and that the whole catalogue looks at it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any, Literal

import pytest

import echis
from echis import Key, Value, noop
from echis.checked import fits

PORT = Key.create("port", Key.Arg.opt(Key.Arg.some(Key.Arg.port), None))
MANY = Key.create("many", Key.Arg.opt_all(Key.Arg.string))
PAIR = Key.Arg.pair(Key.Arg.string, Key.Arg.int, sep=":")
PAIRS = Key.create("pairs", Key.Arg.opt(Key.Arg.list(PAIR), []))
MUST = Key.value(Key.create("must", Key.Arg.required(Key.Arg.int, stage="configure")))


@pytest.mark.parametrize(
    ("given", "wanted", "fitting"),
    [
        (1, int, True),
        (True, int, False),
        (1, bool, False),
        ("a", Literal["a", "b"], True),
        ("c", Literal["a", "b"], False),
        (None, int | None, True),
        ("ab", Sequence[str], False),
        (["ab"], Sequence[str], True),
        ([1], Sequence[str], False),
        (("a", 1), tuple[str, int], True),
        (("a", 1, 2), tuple[str, int], False),
        (print, Callable[[str], None], True),
        (noop, echis.Impl.Impl[Any], True),
        ("", echis.Impl.Impl[Any], False),
        (PORT, Key.Key[int | None], True),
        (PORT, Key.Key[int], False),
        (PORT, Key.Key[str | None], False),
        (MANY, Key.Key[list[str]], True),
        (MANY, Key.Key[str], False),
        (MANY, Key.Key[Any], True),
        (PAIRS, Key.Key[list[tuple[str, int]]], True),
        (PAIRS, Key.Key[list[tuple[str, str]]], False),
        (Key.backtrace, Key.Key[int], False),
        (Key.dhcp(), Value[bool], True),
        (Key.net(), Value[str], False),
        (Key.net(), Value[str | None], True),
        (MUST, Value[str], True),
        (Key.pure(1).map(lambda n: n // 0), Value[str], True),
        (3, Any, True),
    ],
)
def test_fits(given: object, wanted: object, fitting: bool) -> None:
    assert fits(given, wanted) is fitting


@pytest.mark.parametrize("name", echis.__all__)
def test_each_constructor_of_the_catalogue_is_checked(name: str) -> None:
    value = getattr(echis, name)
    if inspect.isfunction(value) and "devices" in value.__module__:
        assert hasattr(value, "__wrapped__") or name == "register"
