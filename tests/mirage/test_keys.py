# SPDX-License-Identifier: ISC
"""MirageOS's keys: name, group, default, stage, and how each reads. Section 1.4."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Callable
from ipaddress import IPv4Address, IPv4Interface, IPv6Address, IPv6Interface
from pathlib import Path
from typing import Any

import pytest

from echis import Key, arguments, configuring
from echis.application import Application
from echis.engine import all_keys
from echis.errors import ConfigError
from echis.value import Context, Value

Config = Callable[..., Application]
Mistake = Callable[[str], str]
ROOT = Path(__file__).resolve().parents[2]

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


@pytest.mark.parametrize("name", Key.WITHOUT)
def test_no_key_stands_for(name: str, mistake: Mistake) -> None:
    told = mistake(f"register('a', [], keys=[Key.{name}])\n")
    assert told == f"config.py:2: there is no Key.{name}: {Key.WITHOUT[name]}"


def test_a_key_that_nobody_knows(mistake: Mistake) -> None:
    told = mistake("register('a', [], keys=[Key.stack_limits])\n")
    assert told.startswith("config.py:2: ")
    assert "Key has no stack_limits" in told


# Every shape: its default, what it reads, and what it refuses.
SHAPES: dict[str, tuple[Any, str, Any, str]] = {
    "string": (Key.Arg.string, "a b", "a b", ""),
    "bool": (Key.Arg.bool, "true", True, "yes"),
    "int": (Key.Arg.int, "-7", -7, "1_0"),
    "int64": (Key.Arg.int64, "9223372036854775807", 2**63 - 1, "x"),
    "list": (Key.Arg.list(Key.Arg.int), "1,2", [1, 2], "1,x"),
    "some": (Key.Arg.some(Key.Arg.int), "1", 1, "x"),
    "pair": (Key.Arg.pair(Key.Arg.string, Key.Arg.int), "a,1", ("a", 1), "a"),
    "enum": (Key.Arg.enum("a", "b"), "b", "b", "c"),
    "ipv4": (Key.Arg.ipv4, "10.0.0.1", IPv4Address("10.0.0.1"), "10.0.0.256"),
    "ipv6": (Key.Arg.ipv6, "::1", IPv6Address("::1"), ":::1"),
    "ip": (Key.Arg.ip, "10.0.0.1", IPv4Address("10.0.0.1"), "x"),
    "ipv4_prefix": (Key.Arg.ipv4_prefix, "10.0.0.2/24", V4, "10.0.0.2/33"),
    "ipv6_prefix": (
        Key.Arg.ipv6_prefix, "::1/64", IPv6Interface("::1/64"), "::1/129"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_converter(name: str) -> None:
    converter, text, value, wrong = SHAPES[name]
    assert converter.parse(text) == value
    assert converter.holds(value)
    assert converter.parse(converter.show(value)) == value
    if wrong:
        with pytest.raises(ValueError):
            converter.parse(wrong)


GUEST = """
import sys
sys.path.insert(0, "runtime/lib")
import echis_args as _args
KEYS = (("key", ("--key",), {reader}, "opt", None, "X", "", False),)
print(repr(_args.parse("p", KEYS, ["p", sys.argv[1]])["key"]))
"""


@pytest.mark.parametrize("name", SHAPES)
def test_the_image_reads_as_the_build_does(name: str) -> None:
    converter, text, value, wrong = SHAPES[name]
    program = GUEST.format(reader=converter.guest)

    def read(text: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-B", "-c", program, f"--key={text}"],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip

    assert read(text).stdout == f"{converter.plain(value)!r}\n"
    assert not wrong or read(wrong).returncode == 64


def test_opt() -> None:
    assert Key.Arg.opt(Key.Arg.int, 1).default == 1


def test_required(config: Config) -> None:
    app = config(
        "k = Key.create('k', Key.Arg.required(Key.Arg.int, stage='configure'))\n"
        "c = if_impl(Key.map(lambda n: n > 1, Key.value(k)), noop, noop)\n"
        "register('a', [c])\n"
    )
    (key,) = (key for key in all_keys(app.all_jobs) if key.name == "k")
    with pytest.raises(ConfigError, match='py:2: the key "k" must be given: k=INT'):
        Key.get(Context(), key)
    assert Key.get(Context({"k": 3}), key) == 3


def test_flag() -> None:
    arg = Key.Arg.flag()
    assert (arg.default, arg.parse("1"), arg.parse("false")) == (False, True, False)


def test_opt_all() -> None:
    arg = Key.Arg.opt_all(Key.Arg.int)
    assert (arg.default, arg.stage, arg.parse("1,2")) == ([], "run", [1, 2])


@pytest.mark.parametrize("stage", ["configure", "run", "both"])
def test_stages(stage: Any) -> None:
    arg = Key.Arg.opt(Key.Arg.int, 1, stage=stage)
    assert arg.configures == (stage != "run")
    assert arg.runs == (stage != "configure")


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
    "token = Key.create('token', Key.Arg.opt(Key.Arg.string, '', stage='configure'),\n"
    "    secret=True)\n"
    "late = Key.create('late', Key.Arg.opt(Key.Arg.int, 1, stage='run'))\n"
    "both = Key.alias('fast', {port: 8080})\n"
    "register('a', [main('unikernel', job, keys=[port, token, late, both])])\n"
)


def test_a_key_is_a_variable_and_is_remembered(
    config: Config, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = config(PORT)
    assert _contexts(app, root, "port=81", "token=hunter2").given["port"] == 81
    kept = "".join(path.read_text() for path in root.rglob("*.json"))
    assert "81" in kept
    assert "hunter2" not in kept
    again = _contexts(app, root)
    assert again.given["port"] == 81
    assert again.origins["port"] == configuring.REMEMBERED
    assert "token" not in again.given
    assert "port" not in _contexts(app, root, "remember=0").given
    monkeypatch.setenv("CI", "1")
    assert "port" not in _contexts(app, root).given
    monkeypatch.delenv("CI")
    configuring.forget(arguments.parse({"app": "."}, [], root, app.folder), [app])
    assert "port" not in _contexts(app, root).given


def test_what_is_remembered_and_fits_no_more_is_dropped(
    config: Config, root: Path
) -> None:
    _contexts(config(PORT), root, "port=81")
    app = config(
        PORT.replace("Key.Arg.int, 80", "Key.Arg.bool, True").replace("8080", "True")
    )
    assert "port" not in _contexts(app, root).given


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
    assert _contexts(app, root, "fast=true", "remember=0").given["port"] == 8080
    found = _contexts(app, root, "fast=true", "port=1", "remember=0")
    assert found.given["port"] == 1


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


@pytest.mark.parametrize("kind", ["flag", "opt_all", "required"])
def test_how_often_an_image_takes_an_argument(kind: str) -> None:
    program = (
        "import sys\nsys.path.insert(0, 'runtime/lib')\nimport echis_args as _args\n"
        f"default = {{'flag': False, 'opt_all': []}}.get({kind!r})\n"
        f"row = ('k', ('--k',), _args.integer, {kind!r}, default, 'X', '', False)\n"
        "print(_args.parse('p', (row,), ['p', *sys.argv[1:]])['k'])\n"
    )

    def parse(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-B", "-c", program, *words],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout

    given = {
        "flag": [((), "False\n"), (("--k",), "True\n")],
        "opt_all": [((), "[]\n"), (("--k=1", "--k=2"), "[1, 2]\n")],
        "required": [(("--k=3",), "3\n")],
    }
    for words, printed in given[kind]:
        assert parse(*words) == (0, printed)
    if kind == "required":
        assert parse()[0] == 64


def test_an_image_does_not_tell_a_secret() -> None:
    program = (
        "import sys\nsys.path.insert(0, 'runtime/lib')\nimport echis_args as _args\n"
        "row = ('k', ('--k',), _args.integer, 'opt', 1, 'X', '', True)\n"
        "_args.parse('p', (row,), ['p', '--k=hunter2'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", program],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 64
    assert "hunter2" not in done.stdout + done.stderr
