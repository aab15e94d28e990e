# SPDX-License-Identifier: ISC
"""MirageOS's keys: name, group, default, stage, and how each reads. Section 1.4."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Interface, IPv6Address, IPv6Interface
from pathlib import Path
from typing import Any

import pytest

from echis import Key, arguments, configuring, mprof_trace, register
from echis.application import Application
from echis.codegen import key_gen_py
from echis.engine import all_keys
from echis.errors import ConfigError
from echis.info import in_context, of
from echis.usage import help_text
from echis.value import Context, Value

Config = Callable[..., Application]
Mistake = Callable[[str], str]
Image = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]

V4 = IPv4Interface("10.0.0.2/24")


def one(made: Key.Key[Any] | Value[Any]) -> Key.Key[Any]:
    """The key, or the key of a value."""
    if isinstance(made, Value):
        (made,) = made.deps
    return made


@pytest.fixture
def image(monkeypatch: pytest.MonkeyPatch) -> Image:
    """What an image that is started with these words has for the key."""
    monkeypatch.syspath_prepend(str(ROOT / "runtime" / "lib"))

    def value(key: Key.Key[Any], /, *words: str, **given: Any) -> Any:
        module: dict[str, Any] = {}
        exec(key_gen_py(of(register("a", [], keys=[key]), "spt", given)), module)
        module["_parse"](["a", *words])
        return module[key.function]()

    return value


def refuses(image: Image, key: Key.Key[Any], *words: str) -> bool:
    with pytest.raises(SystemExit) as caught:
        image(key, *words)
    return caught.value.code == 64


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
        {"10.0.0.2/24": V4, "0.0.0.0/0": IPv4Interface("0.0.0.0/0")},
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


# A key's argument of each kind, and the stage it has unless it says so.
KINDS: dict[str, tuple[Callable[..., Any], str]] = {
    "opt": (lambda **more: Key.Arg.opt(Key.Arg.int, 1, **more), "both"),
    "required": (lambda **more: Key.Arg.required(Key.Arg.int, **more), "run"),
    "flag": (Key.Arg.flag, "both"),
    "opt_all": (lambda **more: Key.Arg.opt_all(Key.Arg.int, **more), "run"),
}
SHOWN = {
    "opt": "--key, -k=N            What. (default: 1)",
    "required": "--key, -k=N            What. (required)",
    "flag": "--key, -k              What.",
    "opt_all": "--key, -k=N            What. (repeatable)",
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_argument_says_what_it_is(
    kind: str, image: Image, capsys: pytest.CaptureFixture[str]
) -> None:
    made, stage = KINDS[kind]
    assert made().stage == stage
    assert made(stage="configure").stage == "configure"
    more = {} if kind == "flag" else {"metavar": "N"}
    arg = made(doc="What.", names=["k", "key"], stage="run", **more)
    for key in (Key.create("x", arg), Key.runtime_arg("x", arg)):
        with pytest.raises(SystemExit):
            image(key, "--help")
        assert f"  {SHOWN[kind]}\n" in capsys.readouterr().out


# What words give for a key of each kind, and what they must not be.
GIVEN: dict[str, dict[tuple[str, ...], Any]] = {
    "opt": {(): 1, ("--key=2",): 2, ("-k=5",): 5, ("--key", "3"): 3, ("-k", "4"): 4},
    "required": {("--key=3",): 3, ("--key", "3"): 3, ("-k", "4"): 4},
    "flag": {(): False, ("--key",): True, ("-k",): True},
    "opt_all": {(): [], ("--key=1",): [1], ("--key=1", "-k", "2"): [1, 2]},
}
REFUSED: dict[str, list[tuple[str, ...]]] = {
    "opt": [("--key=1", "--key=2"), ("--key",), ("--key=x",), ("--k=1",)],
    "required": [(), ("--key=1", "--key=2"), ("--key",)],
    "flag": [("--key=true",), ("--key", "--key"), ("--key", "true")],
    "opt_all": [("--key",), ("--key=1,2",)],
}


@pytest.mark.parametrize("kind", KINDS)
def test_how_often_an_image_takes_an_argument(kind: str, image: Image) -> None:
    key = Key.create("key", KINDS[kind][0](names=["k", "key"], stage="run"))
    for words, value in GIVEN[kind].items():
        assert image(key, *words) == value
    assert all(refuses(image, key, *words) for words in REFUSED[kind])


@pytest.mark.parametrize("name", ["max_size", "max-size"])
def test_an_option_is_spelled_with_dashes(name: str, image: Image) -> None:
    key = Key.create(name, Key.Arg.opt(Key.Arg.int, 1))
    assert (key.function, key.options) == ("max_size", ("--max-size",))
    assert image(key, "--max-size=2") == 2
    assert refuses(image, key, "--max_size=2")


def test_opt(image: Image) -> None:
    key = Key.create("k", Key.Arg.opt(Key.Arg.int, 1))
    assert (key.arg.kind, key.arg.default) == ("opt", 1)
    assert Key.get(Context({"k": 2}), key) == 2
    assert image(key, k=2) == 2


def test_required(config: Config, image: Image) -> None:
    app = config(
        "k = Key.create('k', Key.Arg.required(Key.Arg.int, stage='configure'))\n"
        "c = if_impl(Key.map(lambda n: n > 1, Key.value(k)), noop, noop)\n"
        "register('a', [c])\n"
    )
    (key,) = (key for key in all_keys(app.all_jobs) if key.name == "k")
    with pytest.raises(ConfigError, match='py:2: the key "k" must be given: k=INT'):
        Key.get(Context(), key)
    assert Key.get(Context({"k": 3}), key) == 3
    both = Key.create("k", Key.Arg.required(Key.Arg.int, stage="both"))
    assert image(both, k=3) == 3


def test_flag() -> None:
    arg = Key.Arg.flag()
    assert (arg.kind, arg.default) == ("flag", False)
    read = {"1": True, "true": True, "0": False, "false": False}
    assert {text: arg.parse(text) for text in read} == read


def test_opt_all() -> None:
    arg = Key.Arg.opt_all(Key.Arg.ipv4)
    two = [IPv4Address("10.0.0.1"), IPv4Address("10.0.0.2")]
    assert (arg.kind, arg.default, arg.parse("")) == ("opt_all", [], [])
    assert arg.parse("10.0.0.1,10.0.0.2") == two
    assert arg.show(two) == "10.0.0.1,10.0.0.2"
    assert arg.plain(two) == ["10.0.0.1", "10.0.0.2"]


@pytest.mark.parametrize("stage", ["configure", "run", "both"])
def test_stages(stage: Any, image: Image) -> None:
    key = Key.create("key", Key.Arg.opt(Key.Arg.int, 1, stage=stage))
    assert key.arg.configures == (stage != "run")
    assert key.arg.runs == (stage != "configure")
    assert image(key) == 1
    assert image(key, key=2) == 2
    if stage == "configure":
        assert refuses(image, key, "--key=3")
    else:
        assert image(key, "--key=3", key=2) == 3


def test_help_tells_the_stages_apart(config: Config, root: Path) -> None:
    request = arguments.parse({"app": "."}, [], root, root)
    _, variables, run = help_text(request, config(PORT)).split(" of a")
    assert [word in variables for word in ("port=", "token=", "late=")] == [1, 1, 0]
    assert [word in run for word in ("--port=", "--token=", "--late=")] == [1, 0, 1]
    assert "fast=BOOL" in variables
    assert "Serve fast." in variables


def test_a_run_time_argument_is_one_whatever_it_says() -> None:
    arg = Key.Arg.opt(Key.Arg.int, 1, doc="What.", names=["key"], metavar="N")
    assert Key.runtime_arg("k", arg).arg == dataclasses.replace(arg, stage="run")


def test_target_is_a_variable(config: Config, root: Path) -> None:
    app = config("register('a', [])\n")
    names = ("hvt", "spt", "virtio", "xen", "qubes", "unix")
    for name in names:
        place = root / "runtime" / "bindings" / name
        place.mkdir(exist_ok=True)
        (place / "target.toml").touch()

    def told(**given: str) -> list[str]:
        request = arguments.parse({"app": ".", **given}, [], root, app.folder)
        made = configuring.contexts(request, [app])
        return [in_context(app, context).target for context in made.values()]

    assert told() == ["spt"]
    assert [told(target=name) for name in names] == [[name] for name in names]
    assert told(target="hvt,unix") == ["hvt", "unix"]
    assert told(target="all") == list(names)
    with pytest.raises(ConfigError, match="target=muen is not known"):
        told(target="muen")


def _contexts(app: Application, root: Path, *words: str) -> Context:
    values = dict(word.split("=", 1) for word in words)
    request = arguments.parse({"app": ".", **values}, [], root, app.folder)
    made = configuring.contexts(request, [app])
    configuring.remember(request, [app], made)
    return made[app.name, "spt"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CI", raising=False)
    place = tmp_path / "root" / "runtime" / "bindings" / "spt"
    place.mkdir(parents=True)
    (place / "target.toml").touch()
    return tmp_path / "root"


PORT = (
    "port = Key.create('port', Key.Arg.opt(Key.Arg.int, 80))\n"
    "since = Key.create('since', Key.Arg.opt(Key.Arg.int64, 0))\n"
    "token = Key.create('token', Key.Arg.opt(Key.Arg.string, '', stage='configure'),\n"
    "    secret=True)\n"
    "late = Key.create('late', Key.Arg.opt(Key.Arg.int, 1, stage='run'))\n"
    "both = Key.alias('fast', {port: 8080, late: 2}, doc='Serve fast.')\n"
    "register('a', [main('unikernel', job, keys=[port, since, token, late, both])])\n"
)


def test_a_key_is_a_variable_and_is_remembered(config: Config, root: Path) -> None:
    app = config(PORT)
    assert _contexts(app, root, "port=81", "token=hunter2").given["port"] == 81
    kept = "".join(path.read_text() for path in root.rglob("*.json"))
    assert "81" in kept
    assert "hunter2" not in kept
    for again in (_contexts(app, root), _contexts(app, root)):
        assert again.given["port"] == 81
        assert again.origins["port"] == configuring.REMEMBERED
        assert configuring.shown(app, again) == ["port=81"]
        assert "token" not in again.given
    configuring.forget(arguments.parse({"app": "."}, [], root, app.folder), [app])
    assert "port" not in _contexts(app, root).given


def test_what_is_not_to_be_remembered(
    config: Config, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = config(PORT)
    _contexts(app, root, "port=81")
    for word in ("remember=0", "remember=1"):
        assert "port" not in _contexts(app, root, "remember=0").given
        assert _contexts(app, root, "port=82", word).given["port"] == 82
        monkeypatch.setenv("CI", "1")
        assert "port" not in _contexts(app, root).given
    monkeypatch.delenv("CI")
    assert _contexts(app, root).given["port"] == 81


def test_each_target_has_a_memory(config: Config, root: Path) -> None:
    app = config(PORT)
    place = root / "runtime" / "bindings" / "hvt"
    place.mkdir()
    (place / "target.toml").touch()

    def port(target: str, **given: str) -> int | None:
        words = {"app": ".", "target": target, **given}
        request = arguments.parse(words, [], root, app.folder)
        made = configuring.contexts(request, [app])
        configuring.remember(request, [app], made)
        return made[app.name, target].given.get("port")

    assert port("hvt", port="81") == 81
    assert (port("spt"), port("hvt")) == (None, 81)


def test_a_secret_that_was_kept_before_it_was_one(config: Config, root: Path) -> None:
    open_key = PORT.replace("    secret=True)", "    )")
    _contexts(config(open_key), root, "token=hunter2")
    assert "token" in _contexts(config(open_key), root).given
    assert "token" not in _contexts(config(PORT), root).given


def test_what_is_remembered_and_fits_no_more_is_dropped(
    config: Config, root: Path
) -> None:
    _contexts(config(PORT), root, "port=81")
    app = config(
        PORT.replace("Key.Arg.int, 80", "Key.Arg.bool, True").replace("8080", "True")
    )
    assert "port" not in _contexts(app, root).given


def test_what_is_remembered_of_a_key_that_is_gone(config: Config, root: Path) -> None:
    _contexts(config(PORT), root, "port=81")
    assert _contexts(config("register('a', [])\n"), root).given == {"target": "spt"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"port": 7}', '{"port": "x"}'])
def test_a_broken_memory_says_nothing(config: Config, root: Path, text: str) -> None:
    place = root / "build" / "configured"
    place.mkdir(parents=True)
    _contexts(config(PORT), root, "port=81")
    (kept,) = place.glob("a.spt.*.json")
    kept.write_text(text)
    assert "port" not in _contexts(config(PORT), root).given


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("port=x", "config.py:2: port=x is no int"),
        ("since=9223372036854775808", f"config.py:3: since={2**63} is no int64"),
        ("prt=1", 'there is no variable "prt"; did you mean "port"?'),
        ("late=1", "late= is an argument of the unikernel: give it as args='--late=…'"),
    ],
)
def test_mistakes_in_variables(
    config: Config, root: Path, word: str, expected: str
) -> None:
    app = config(PORT)
    with pytest.raises(ConfigError) as caught:
        _contexts(app, root, word)
    assert str(caught.value) == expected


def test_alias(config: Config, root: Path) -> None:
    app = config(PORT)
    found = _contexts(app, root, "fast=true").given
    assert (found["port"], found["late"]) == (8080, 2)
    assert _contexts(app, root).given["port"] == 8080
    assert "port" not in _contexts(app, root, "fast=false").given
    found = _contexts(app, root, "fast=1", "port=1").given
    assert (found["port"], found["late"]) == (1, 2)


def test_alias_sets_keys_whose_name_has_a_dash(config: Config, root: Path) -> None:
    app = config(PORT.replace("'port'", "'http-port'"))
    assert _contexts(app, root, "fast=1").given["http_port"] == 8080


def test_alias_is_no_argument_of_an_image(image: Image) -> None:
    port = Key.create("port", Key.Arg.opt(Key.Arg.int, 80))
    assert refuses(image, Key.alias("fast", {port: 8080}), "--fast")


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


def test_two_applications_of_one_name_have_two_memories(
    config: Config, root: Path, tmp_path: Path
) -> None:
    here = config(PORT)
    other = dataclasses.replace(here, folder=tmp_path / "elsewhere")
    _contexts(here, root, "port=81")
    assert "port" not in _contexts(other, root).given


def test_a_secret_names_no_device(mistake: Mistake) -> None:
    told = mistake(
        "k = Key.create('k', Key.Arg.opt(Key.Arg.string, 'a', stage='configure'),\n"
        "    secret=True)\n"
        "impl('d', job, manifest=[(k, 'NET_BASIC')])"
    )
    assert "the secret key" in told


def test_an_image_does_not_tell_a_secret(
    image: Image, capsys: pytest.CaptureFixture[str]
) -> None:
    key = Key.create("k", Key.Arg.required(Key.Arg.int), secret=True)
    assert refuses(image, key, "--k=hunter2")
    assert "hunter2" not in "".join(capsys.readouterr())
