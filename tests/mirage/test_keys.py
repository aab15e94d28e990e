# SPDX-License-Identifier: ISC
"""MirageOS's keys: name, group, default, stage, and how each reads. Section 1.4."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Interface, IPv6Address, IPv6Interface
from typing import Any

import pytest

from echis import Key, mprof_trace, register
from echis.engine import all_keys
from echis.value import Context, Value
from tests.mirage.conftest import Image, Mistake, refuses

V4 = IPv4Interface("10.0.0.2/24")


def one(made: Key.Key[Any] | Value[Any]) -> Key.Key[Any]:
    """The key, or the key of a value."""
    if isinstance(made, Value):
        (made,) = made.deps
    return made


# The row's key, its name, default, stage, a text, and what that reads as.
KEYS: dict[str, tuple[Any, str, Any, str, str, Any]] = {
    "target": (Key.target, "target", "spt", "configure", "hvt", "hvt"),
    "tracing_size": (
        Key.tracing_size(100), "tracing-size", 100, "configure", "0x10", 16),
    "backtrace": (Key.backtrace, "backtrace", True, "both", "false", False),
    "heap_size": (Key.heap_size, "heap-size", None, "both", "1000", 1000),
    "gc_threshold": (Key.gc_threshold, "gc-threshold", None, "both", "10", 10),
    "kv_ro": (Key.kv_ro(), "kv_ro", "crunch", "configure", "fat", "fat"),
    "block": (Key.block(), "block", "ramdisk", "configure", "file", "file"),
    "prng": (Key.prng(), "prng", "stdlib", "configure", "fortuna", "fortuna"),
    "dhcp": (Key.dhcp(), "dhcp", False, "configure", "true", True),
    "net": (Key.net(), "net", None, "configure", "socket", "socket"),
    "interface": (Key.interface("tap0"), "interface", "tap0", "both", "x", "x"),
    "V4.network": (
        Key.V4.network(V4), "ipv4", V4, "both", "10.1.0.2/16",
        IPv4Interface("10.1.0.2/16")),
    "V4.gateway": (
        Key.V4.gateway(), "ipv4-gateway", None, "both", "10.0.0.1",
        IPv4Address("10.0.0.1")),
    "V6.network": (
        Key.V6.network(), "ipv6", None, "both", "fc00::2/64",
        IPv6Interface("fc00::2/64")),
    "V6.gateway": (
        Key.V6.gateway(), "ipv6-gateway", None, "both", "fc00::1",
        IPv6Address("fc00::1")),
    "V6.accept_router_advertisements": (
        Key.V6.accept_router_advertisements(), "accept-router-advertisements", True,
        "both", "false", False),
    "ipv4_only": (Key.ipv4_only(), "ipv4-only", False, "both", "true", True),
    "ipv6_only": (Key.ipv6_only(), "ipv6-only", False, "both", "true", True),
    "resolver": (
        Key.resolver(), "resolver", None, "both", "::1", IPv6Address("::1")),
    "resolver_port": (Key.resolver_port(), "resolver-port", 53, "both", "5353", 5353),
    "syslog": (
        Key.syslog(), "syslog", None, "both", "10.0.0.9", IPv4Address("10.0.0.9")),
    "syslog_port": (Key.syslog_port(), "syslog-port", None, "both", "514", 514),
    "syslog_hostname": (
        Key.syslog_hostname("no_name"), "syslog-hostname", "no_name", "both", "h", "h"),
    "logs": (
        Key.logs, "logs", [], "both", "info,net:debug",
        [("*", "info"), ("net", "debug")]),
    "disk": (Key.disk(), "disk", "disk", "configure", "d", "d"),
    "analyze": (Key.analyze(), "analyze", True, "both", "false", False),
}  # fmt: skip


@pytest.mark.parametrize("row", KEYS)
def test_key(row: str) -> None:
    made, name, default, stage, text, value = KEYS[row]
    key = one(made)
    assert (key.name, key.arg.default, key.arg.stage) == (name, default, stage)
    assert key.arg.parse(text) == value
    assert key.arg.parse(key.arg.show(value)) == value
    assert Key.get(Context({key.function: value}), key) == value


@pytest.mark.parametrize("row", [row for row in KEYS if row != "target"])
def test_key_in_an_image(row: str, image: Image) -> None:
    made, name, default, stage, text, value = KEYS[row]
    key = one(made)
    plain = key.arg.plain(value)
    assert key.arg.doc
    assert image(key) == key.arg.plain(default)
    assert image(key, **{key.function: value}) == plain
    if stage == "configure":
        assert refuses(image, key, f"--{name}={text}")
    else:
        assert image(key, f"--{name}={text}") == plain
        assert image(key, f"--{name}", text, **{key.function: default}) == plain


# What else a key reads, and what it refuses.
READS: dict[str, tuple[str, str]] = {
    "target": ("hvt spt virtio xen qubes unix", "muen macosx"),
    "tracing_size": ("4096", "big -1"),
    "backtrace": ("true false", "yes 1"),
    "heap_size": ("0 65536 9223372036854775807", "64K -1 9223372036854775808"),
    "gc_threshold": ("0 65536 9223372036854775807", "64K -1 9223372036854775808"),
    "kv_ro": ("fat archive crunch direct", "tar"),
    "block": ("xenstore file ramdisk", "disk"),
    "prng": ("stdlib nocrypto fortuna", "urandom"),
    "dhcp": ("true false", "yes 1"),
    "net": ("socket direct", "host"),
    "interface": ("service tap0 0", ""),
    "V4.network": ("10.0.0.2/24 0.0.0.0/0", "10.0.0.2 10.0.0.2/33 ::1/64"),
    "V4.gateway": ("10.0.0.1", "10.0.0.1/24 ::1 host"),
    "V6.network": ("fc00::2/64", "fc00::2 fc00::2/129 10.0.0.2/24"),
    "V6.gateway": ("fc00::1", "fc00::1/64 10.0.0.1 host"),
    "V6.accept_router_advertisements": ("true false", "yes 1"),
    "ipv4_only": ("true false", "yes 1"),
    "ipv6_only": ("true false", "yes 1"),
    "resolver": ("10.0.0.1 ::1", "host 10.0.0.1:53"),
    "resolver_port": ("0 53 65535", "domain -1 65536"),
    "syslog": ("10.0.0.1 ::1", "host 10.0.0.1:514"),
    "syslog_port": ("0 514 65535", "syslog -1 65536"),
    "syslog_hostname": ("no_name host.example", ""),
    "logs": ("*:quiet,a:app *:error,b:warning *:info *:debug", "loud :info a:loud a:"),
    "disk": ("disk data", ""),
    "analyze": ("true false", "yes 1"),
}


@pytest.mark.parametrize("row", READS)
def test_what_a_key_reads(row: str, image: Image) -> None:
    key = one(KEYS[row][0])
    good, wrong = (texts.split() for texts in READS[row])
    for text in good:
        assert key.arg.show(key.arg.parse(text)) == text
        if key.arg.runs:
            read = image(key, f"--{key.name}={text}")
            assert read == key.arg.plain(key.arg.parse(text))
    for text in wrong:
        with pytest.raises(ValueError):
            key.arg.parse(text)
        if key.arg.runs:
            assert refuses(image, key, f"--{key.name}={text}")


# The keys whose default is its maker's.
DEFAULTS: dict[str, tuple[Callable[[Any], Key.Key[Any]], Any]] = {
    "tracing_size": (Key.tracing_size, 7),
    "interface": (Key.interface, "eth1"),
    "V4.network": (Key.V4.network, IPv4Interface("10.9.0.2/8")),
    "V4.gateway": (Key.V4.gateway, IPv4Address("10.9.0.1")),
    "V6.network": (Key.V6.network, IPv6Interface("fc00::9/64")),
    "V6.gateway": (Key.V6.gateway, IPv6Address("fc00::1")),
    "resolver": (Key.resolver, IPv4Address("10.9.0.1")),
    "resolver_port": (Key.resolver_port, 5353),
    "syslog": (Key.syslog, IPv6Address("fc00::1")),
    "syslog_port": (Key.syslog_port, 6514),
    "syslog_hostname": (Key.syslog_hostname, "host"),
    "disk": (Key.disk, "data"),
    "analyze": (Key.analyze, False),
}


@pytest.mark.parametrize("row", DEFAULTS)
def test_default_of_a_key(row: str) -> None:
    made, default = DEFAULTS[row]
    assert made(default).arg.default == default


def test_logs_has_a_short_name(image: Image) -> None:
    assert image(Key.logs, "-l", "debug") == [("*", "debug")]
    assert not Key.logs.arg.converter.holds([("net", "loud")])


def test_tracing_size_is_a_key_of_the_tracer() -> None:
    app = register("a", [], tracing=mprof_trace(size=1000))
    (key,) = (key for key in all_keys(app.all_jobs) if key.name == "tracing-size")
    assert key.arg.default == 1000


GROUPED = {
    "kv_ro": Key.kv_ro("in"),
    "block": Key.block("in"),
    "prng": Key.prng("in"),
    "dhcp": Key.dhcp("in"),
    "net": Key.net("in"),
    "interface": Key.interface("x", "in"),
    "V4.network": Key.V4.network(None, "in"),
    "V4.gateway": Key.V4.gateway(None, "in"),
    "V6.network": Key.V6.network(None, "in"),
    "V6.gateway": Key.V6.gateway(None, "in"),
    "V6.accept_router_advertisements": Key.V6.accept_router_advertisements("in"),
    "ipv4_only": Key.ipv4_only("in"),
    "ipv6_only": Key.ipv6_only("in"),
}


@pytest.mark.parametrize("row", GROUPED)
def test_group(row: str) -> None:
    key = one(GROUPED[row])
    plain = KEYS[row][1]
    assert key.name == f"in-{plain}"
    if key.arg.runs:
        assert f"--in-{plain}" in key.options


@pytest.mark.parametrize("target", ["hvt", "spt", "virtio", "xen", "qubes", "unix"])
def test_kinds_of_target(target: str) -> None:
    context = Context.of_target(target)
    assert Key.is_unix.eval(context) == (target == "unix")
    assert Key.is_xen.eval(context) == (target in ("xen", "qubes"))
    assert Key.is_solo5.eval(context) == (target in ("hvt", "spt", "virtio"))


@pytest.mark.parametrize("value", [Key.is_unix, Key.is_xen, Key.is_solo5])
def test_the_kind_of_target_depends_on_it(value: Value[bool]) -> None:
    assert Key.deps(value) == (Key.target,)


@pytest.mark.parametrize("name", Key.WITHOUT)
def test_no_key_stands_for(name: str, mistake: Mistake) -> None:
    told = mistake(f"register('a', [], keys=[Key.{name}])\n")
    assert told == f"config.py:2: there is no Key.{name}: {Key.WITHOUT[name]}"


def test_a_key_that_nobody_knows(mistake: Mistake) -> None:
    told = mistake("register('a', [], keys=[Key.stack_limits])\n")
    assert told.startswith("config.py:2: ")
    assert "Key has no stack_limits" in told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Key.create('a', Key.Arg.opt(Key.Arg.string, 'x'), secret=True)",
            "cannot be of both stages",
        ),
        (
            "Key.create('a', Key.Arg.opt(Key.Arg.string, 'x', stage='run'), "
            "secret=True)",
            "cannot have a default",
        ),
        ("Key.Arg.opt(Key.Arg.int, 1, stage='late')", 'stage="late" is not known'),
        ("Key.create('A', Key.Arg.flag())", "is no name for a key"),
        ("Key.create('a', 1)", "needs an argument"),
        ("Key.alias('A', {})", "is no name for a key"),
        (
            "Key.alias('a', {Key.backtrace: 1})",
            'gives 1 to "backtrace", which reads a bool',
        ),
        ("Key.Arg.opt(Key.Arg.int, 'x')", "the default 'x' is no int"),
        ("Key.Arg.flag(names='v')", 'write names=["v"]'),
        (
            "Key.value(runtime_arg('a', Key.Arg.flag()))",
            "is known only when the unikernel runs",
        ),
        ("Key.Arg.opt(Key.Arg.int64, 2**63)", "is no int64, which is what this"),
        ("Key.Arg.opt(int, 1)", "is no converter"),
        ("Key.Arg.list(3)", "3 is no converter: use one of Key.Arg, like"),
        ("Key.Arg.some(Key.Arg)", "the module echis.arg is no converter"),
        ("Key.Arg.pair(Key.Arg.int, int)", "<class 'int'> is no converter"),
        ("Key.Arg.pair(int, Key.Arg.int)", "<class 'int'> is no converter"),
        ("Key.Arg.list(Key.Arg.some(Key.Arg.int))", "list holds values that are there"),
        (
            "Key.Arg.pair(Key.Arg.int, Key.Arg.some(Key.Arg.int))",
            "pair holds values that are there: leave out some(…) in it",
        ),
        ("Key.Arg.opt(Key.Arg.int, 10**5000)", "Exceeds the limit (4300 digits)"),
        ("Key.Arg.enum(1, 2)", "enum takes the words that may be given, got 1, 2"),
        ("Key.Arg.enum()", "enum takes the words that may be given, got nothing"),
        ("Key.Arg.flag(doc=3)", "doc is a text, got 3"),
        ("Key.Arg.opt(Key.Arg.int, 1, metavar=3)", "metavar is a text, got 3"),
        ("Key.Arg.opt(Key.Arg.string, '\\udcff')", "is no string"),
        ("Key.Arg.flag(names=3)", "names is a list of texts, got 3"),
        ("Key.create('a', Key.Arg.flag(), secret=3)", "secret is True or False, got 3"),
        ("Key.alias('a', {'k': 3})", 'the alias "a" takes a dict {KEY: VALUE} of keys'),
        ("Key.alias('a', [1])", "of keys, as Key.create(…) makes them, got [1]"),
        (
            "Key.alias('a', {Key.create('n', Key.Arg.opt_all(Key.Arg.int)): 3})",
            'gives 3 to "n", which reads a list, each int',
        ),
        (
            "Key.alias('a', {Key.create('n', Key.Arg.opt_all(Key.Arg.int)): ['3']})",
            "gives ['3'] to \"n\", which reads a list, each int",
        ),
    ],
)
def test_mistakes_in_keys(mistake: Mistake, text: str, expected: str) -> None:
    told = mistake(text)
    assert told.startswith("config.py:2: ")
    assert expected in told


def test_a_key_named_like_a_verb_or_variable(mistake: Mistake) -> None:
    for name, kind in (("run", "a verb"), ("mem", "a variable")):
        told = mistake(
            f"k = Key.create('{name}', Key.Arg.flag())\n"
            f"register('a', [main('unikernel', job, keys=[k])])"
        )
        assert told == (
            f'config.py:2: "{name}" is {kind} of the build and cannot name a key'
        )
