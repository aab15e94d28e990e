# SPDX-License-Identifier: ISC
"""What each converter of a key reads, in a build and in an image. Section 1.4."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Interface, IPv6Address, IPv6Interface
from typing import Any

import pytest

from echis import Key
from tests.mirage.conftest import Image, refuses

# Every shape: what it reads, what it refuses, and values that are none of it.
SHAPES: dict[str, tuple[Any, dict[str, Any], list[str], list[Any]]] = {
    "string": (
        Key.Arg.string, {"a b": "a b", "": "", " x=y ": " x=y "}, [], [1, None]),
    "bool": (
        Key.Arg.bool, {"true": True, "false": False}, ["yes", "1", "True", ""],
        [1, 0, None]),
    "int": (
        Key.Arg.int, {"-7": -7, "0x10": 16, "0": 0, "9" * 20: 10**20 - 1},
        ["1_0", " 1", "1.0", "x", ""], [True, 1.0, "1"]),
    "int64": (
        Key.Arg.int64,
        {"9223372036854775807": 2**63 - 1, "-9223372036854775808": -2**63},
        ["x", "1e3", str(2**63), str(-(2**63) - 1), "0xffffffffffffffff"],
        [1.0, True, 2**63, -(2**63) - 1]),
    "list": (Key.Arg.list(Key.Arg.int), {"1,2": [1, 2], "": []}, ["1,x"], [["1"], 1]),
    "list of addresses": (
        Key.Arg.list(Key.Arg.ip, sep=";"),
        {"10.0.0.1;::1": [IPv4Address("10.0.0.1"), IPv6Address("::1")]},
        ["10.0.0.1,::1"], [["::1"]]),
    "some": (
        Key.Arg.some(Key.Arg.ipv4), {"10.0.0.1": IPv4Address("10.0.0.1")}, ["x", ""],
        ["10.0.0.1"]),
    "pair": (
        Key.Arg.pair(Key.Arg.int, Key.Arg.string), {"1,a,b": (1, "a,b"), "1,": (1, "")},
        ["1", "", ",1", "a,1"], [(1, 2), ("1", "2"), (1,), 1]),
    "pair of addresses": (
        Key.Arg.pair(Key.Arg.ipv4, Key.Arg.ipv4, sep="-"),
        {"10.0.0.1-10.0.0.9": (IPv4Address("10.0.0.1"), IPv4Address("10.0.0.9"))},
        ["10.0.0.1,10.0.0.9", "10.0.0.1"], [("10.0.0.1", "10.0.0.9")]),
    "enum": (Key.Arg.enum("a", "b"), {"a": "a", "b": "b"}, ["c", ""], ["c", None]),
    "ipv4": (
        Key.Arg.ipv4, {"10.0.0.1": IPv4Address("10.0.0.1")},
        ["10.0.0.256", "10.0.0", "10.0.0.01", "10.0.0.1/24", "::1", "x", ""],
        ["10.0.0.1", IPv6Address("::1")]),
    "ipv6": (
        Key.Arg.ipv6,
        {"::1": IPv6Address("::1"), "::": IPv6Address("::"),
         "fc00::ab:1": IPv6Address("fc00::ab:1"),
         "1:2:3:4:5:6:7:8": IPv6Address("1:2:3:4:5:6:7:8")},
        [":::1", "1::2::3", "1:2:3", "1:2:3:4:5:6:7:8:9", "1:2:3:4::5:6:7:8", "::g",
         "::00001", "1.2.3.4::", "fe80::1%eth0", "::1/64", "10.0.0.1", ""],
        ["::1", IPv4Address("10.0.0.1")]),
    "ip": (
        Key.Arg.ip,
        {"10.0.0.1": IPv4Address("10.0.0.1"), "::1": IPv6Address("::1")},
        ["x", "10.0.0.256", ":::1", "fe80::1%eth0", "10.0.0.1/24", ""], ["10.0.0.1"]),
    "ipv4_prefix": (
        Key.Arg.ipv4_prefix,
        {"10.0.0.2/24": IPv4Interface("10.0.0.2/24"),
         "0.0.0.0/0": IPv4Interface("0.0.0.0/0")},
        ["10.0.0.2/33", "10.0.0.2", "10.0.0.2/", "10.0.0.2/024", "::1/24",
         "10.0.0.2/255.255.255.0"],
        [IPv4Address("10.0.0.2")]),
    "ipv6_prefix": (
        Key.Arg.ipv6_prefix, {"::1/64": IPv6Interface("::1/64")},
        ["::1/129", "::1", "fe80::1%eth0/64", "10.0.0.2/24"], [IPv6Address("::1")]),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_converter(name: str) -> None:
    converter, good, wrong, strange = SHAPES[name]
    for text, value in good.items():
        assert converter.parse(text) == value
        assert converter.holds(value)
        assert converter.parse(converter.show(value)) == value
    for text in wrong:
        with pytest.raises(ValueError):
            converter.parse(text)
    assert not any(map(converter.holds, strange))


@pytest.mark.parametrize("name", SHAPES)
def test_the_image_reads_as_the_build_does(name: str, image: Image) -> None:
    converter, good, wrong, _ = SHAPES[name]
    key = Key.create("key", Key.Arg.opt(Key.Arg.some(converter), None))
    for text, value in good.items():
        assert image(key, f"--key={text}") == converter.plain(value)
        assert image(key, key=value) == converter.plain(value)
    for text in wrong:
        assert refuses(image, key, f"--key={text}")


def test_a_dotted_tail_ends_an_address(image: Image) -> None:
    key = Key.create("key", Key.Arg.required(Key.Arg.ipv6))
    assert Key.Arg.ipv6.parse("::10.0.0.1") == IPv6Address("::10.0.0.1")
    assert image(key, "--key=::10.0.0.1") == "::10.0.0.1"


def test_some_may_be_absent(image: Image) -> None:
    some = Key.Arg.some(Key.Arg.ipv4)
    assert (some.holds(None), some.show(None), some.plain(None)) == (True, "", None)
    assert image(Key.create("k", Key.Arg.opt(some, None))) is None
