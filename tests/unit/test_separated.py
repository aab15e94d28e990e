# SPDX-License-Identifier: ISC
"""What a converter shows is read as what it was: by the build and by an image."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from echis import Key, mirage_key
from echis.separated import halves, join, parts, split

ROOT = Path(__file__).resolve().parents[2]
Arg = Key.Arg


def _guest() -> Any:
    file = ROOT / "runtime" / "lib" / "echis_args.py"
    spec = importlib.util.spec_from_file_location("echis_args", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GUEST = _guest()
LETTERS = st.text(alphabet="ab,;:|\\\"' é", max_size=6)
SOURCES = LETTERS.map(lambda text: text.replace(",", "")).filter(bool)
NUMBERS = st.integers(-(2**63), 2**63 - 1)
WORDS = ("a", "b,c", 'd"', "e\\", "é")
PLAIN: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    "string": (Arg.string, LETTERS),
    "int": (Arg.int, st.integers()),
    "int64": (Arg.int64, NUMBERS),
    "size": (Arg.size, st.integers(0, 2**63 - 1)),
    "port": (Arg.port, st.integers(0, 65535)),
    "bool": (Arg.bool, st.booleans()),
    "enum": (Arg.enum(*WORDS), st.sampled_from(WORDS)),
    "ipv4": (Arg.ipv4, st.ip_addresses(v=4)),
    "ipv6": (Arg.ipv6, st.ip_addresses(v=6)),
    "ip": (Arg.ip, st.ip_addresses()),
    "ipv4_prefix": (
        Arg.ipv4_prefix,
        st.builds("{}/{}".format, st.ip_addresses(v=4), st.integers(0, 32)).map(
            Arg.ipv4_prefix.parse
        ),
    ),
    "ipv6_prefix": (
        Arg.ipv6_prefix,
        st.builds("{}/{}".format, st.ip_addresses(v=6), st.integers(0, 128)).map(
            Arg.ipv6_prefix.parse
        ),
    ),
    "threshold": (
        mirage_key._thresholds,
        st.tuples(SOURCES, st.sampled_from(mirage_key.LEVELS)),
    ),
}


def _some(one: tuple[Any, st.SearchStrategy[Any]]) -> Any:
    return Arg.some(one[0]), one[1]


def _list(one: tuple[Any, st.SearchStrategy[Any]], sep: str) -> Any:
    return Arg.list(one[0], sep=sep), st.lists(one[1], max_size=3)


def _pair(
    one: tuple[Any, st.SearchStrategy[Any]],
    two: tuple[Any, st.SearchStrategy[Any]],
    sep: str,
) -> Any:
    return Arg.pair(one[0], two[0], sep=sep), st.tuples(one[1], two[1])


TEXT = PLAIN["string"]
SHAPES: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
    **PLAIN,
    **{f"some {name}": _some(one) for name, one in PLAIN.items()},
    **{f"list of {name}": _list(one, ",") for name, one in PLAIN.items()},
    **{f"pair of {name}": _pair(one, one, ",") for name, one in PLAIN.items()},
    "list of pairs": _list(_pair(TEXT, TEXT, ":"), ","),
    "list of lists": _list(_list(TEXT, ";"), ","),
    "pair of lists": _pair(_list(TEXT, ";"), _list(TEXT, "|"), ","),
    "list of lists of pairs": _list(_list(_pair(TEXT, TEXT, ":"), "|"), ","),
}


@pytest.mark.parametrize("shape", SHAPES)
@given(data=st.data())
def test_what_is_shown_is_read(shape: str, data: st.DataObject) -> None:
    converter, values = SHAPES[shape]
    value = data.draw(values)
    text, plain = converter.show(value), converter.plain(value)
    assert converter.holds(value)
    assert converter.parse(text) == value
    reader = eval(converter.guest, {"_args": GUEST})
    assert reader.read(text) == plain
    assert reader.show(plain) == text


@pytest.mark.parametrize("shape", SHAPES)
@given(data=st.data())
def test_a_variable_of_several_is_read(shape: str, data: st.DataObject) -> None:
    converter, values = SHAPES[shape]
    if "," in converter.separators:
        return
    arg = Arg.opt_all(converter, stage="both")
    value = data.draw(st.lists(values, max_size=3))
    assert arg.parse(arg.show(value)) == value


@given(text=LETTERS)
def test_any_text_is_a_list_and_the_image_agrees(text: str) -> None:
    assert split(join(split(text, ","), ","), ",") == split(text, ",")
    assert GUEST.list_of(GUEST.string, ",").read(text) == split(text, ",")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a,b", ["a", "b"]),
        (r"a\,b,c", ["a,b", "c"]),
        (r"a\\,b", ["a\\", "b"]),
        (r"C:\x,b", [r"C:\x", "b"]),
        ("a\\", ["a\\"]),
        (",", ["", ""]),
        ("", [""]),
    ],
)
def test_parts(text: str, found: list[str]) -> None:
    assert parts(text, ",") == found
    assert GUEST._parts(text, ",") == found


def test_an_empty_text_is_told_from_none() -> None:
    assert (join([], ","), join([""], ","), join(["\\"], ",")) == ("", "\\", "\\\\")
    assert (split("", ","), split("\\", ","), split("\\\\", ",")) == ([], [""], ["\\"])


def test_halves() -> None:
    assert halves(r"a\,b,c,d", ",") == ("a,b", "c,d")
    with pytest.raises(ValueError):
        halves(r"a\,b", ",")


def test_a_threshold_has_a_source() -> None:
    for source in ("", 3, "a,b"):
        assert not mirage_key._thresholds.holds((source, "info"))
    for read in (mirage_key._thresholds.parse, GUEST.threshold.read):
        with pytest.raises(ValueError):
            read("a,b:info")
