# SPDX-License-Identifier: ISC
"""Devices and implementations: section 1.3 of MirageOS's package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import echis
from echis import (
    Key,
    block,
    device,
    impl,
    job,
    kv_ro,
    noop,
    of_device,
    time,
)
from echis.application import Application
from echis.errors import ConfigError
from echis.info import Info, of
from tests.mirage.conftest import Config, Mistake, main_py, names


def test_device_type() -> None:
    found = device("disk", block, module="echis_disk", arguments=['"a"'])
    assert (found.name, found.result, found.params) == ("disk", block, ())
    assert device("disk", block, module="m") == device("disk", block, module="m")
    fresh = device("disk", block, fresh=True)
    assert fresh not in (device("disk", block), device("disk", block, fresh=True))
    assert device("disk", block) != device("disk", block, arguments=['"a"'])
    assert device("disk", block).module == "disk"
    functor = device("f", block >> time >> kv_ro)
    assert (functor.params, functor.result) == ((block, time), kv_ro)


def test_keys_of_a_device() -> None:
    size = Key.create("size", Key.Arg.opt(Key.Arg.int, 1))
    port = Key.create("port", Key.Arg.opt(Key.Arg.string, "net"))
    made = device("d", block >> job, keys=[size], manifest=[(port, "NET_BASIC")])
    assert made.all_keys == (size, port)


def test_devices_of_other_functions_are_others() -> None:
    def connect(info: Info, module: str, args: object) -> str:
        return f"{module}.open()"

    made = device("disk", block, module="echis_disk", connect=connect)
    assert made.connect is connect
    assert (made.name, made.module) == ("disk", "echis_disk")
    assert made == device("disk", block, module="echis_disk", connect=connect)
    assert made != device("disk", block, module="echis_disk")


def test_of_device() -> None:
    assert of_device(device("disk", block)) == impl("disk", block)
    functor = of_device(device("disk", block >> block))
    assert functor(impl("a", block)).device.name == "disk"
    assert of_device(device("disk", block), [noop]) == impl("disk", block, deps=[noop])
    assert of_device(device("f", block >> job), [noop]) == impl(
        "f", block >> job, deps=[noop]
    )


def test_of_device_keeps_keys_and_deps(config: Config, mistake: Mistake) -> None:
    app = config(
        "size = Key.create('size', Key.Arg.opt(Key.Arg.int, 1))\n"
        "f = of_device(device('f', block >> job, keys=[size]), [impl('one', job)])\n"
        "register('a', [f(of_device(device('d', block), [impl('two', job)]))])\n"
    )
    assert names(app) == ["one", "two", "d", "f"]
    assert "size" in [key.name for key in of(app, "spt").keys]
    assert mistake("of_device(device('d', block), [impl('f', block >> job)])") == (
        "config.py:2: the deps of d must be implementations that need no more "
        "arguments, got block >> job"
    )


IMPL = """
def connect(info, module, args):
    return code(f"{module}.open({', '.join(args)})  # {info.name} on {info.target}")

thing = impl(
    "thing", time >> block, module="mod",
    packages=[package("a")],
    packages_v=Key.if_(Key.is_unix, [package("b")], [package("c")]),
    install=lambda info: install(etc=[("x", f"{info.name}.conf")]),
    install_v=lambda info: Key.if_(
        Key.is_unix, install(bin=[("y", "tool")]), install()
    ),
    keys=[Key.create("size", Key.Arg.opt(Key.Arg.int, 1))],
    extra_deps=[impl("before", job)],
    connect=connect,
    scons=lambda info: [rule("out.bin", ["x"], ["cp", "$SOURCES", "$TARGET"])],
    configure=lambda info: Action.write_file("x", info.name) + Action.mkdir("d"),
)
register("sample", [main("unikernel", block >> job)(thing(default_time))])
"""


def test_impl(config: Config) -> None:
    app = config(IMPL)
    info, unix = of(app, "spt"), of(app, "unix")
    assert [p.name for p in info.packages] == ["a", "c"]
    assert [p.name for p in unix.packages] == ["a", "b"]
    assert info.install().etc == (("x", "sample.conf"),)
    assert (info.install().bin, unix.install().bin) == ((), (("y", "tool"),))
    assert "size" in [key.name for key in info.keys]
    assert [r.target for r in info.rules()] == ["out.bin"]
    assert info.configure().dry_run() == ["write x (6 bytes)", "mkdir d"]
    assert info.files() == ("x",)
    assert names(app)[:3] == ["before", "default_time", "thing"]
    text = main_py(app)
    assert "return mod.open(time_5, job_4)  # sample on spt" in text
    assert "# thing (config.py:4)" in text


def test_connect_without_one(config: Config) -> None:
    app = config(
        "d = impl('d', time >> argv >> block, module='mod', arguments=['\"a\"', '2'])\n"
        "u = main('unikernel', block >> job)\n"
        "register('a', [u(d(default_time, default_argv))])\n"
    )
    text = main_py(app)
    assert re.search(r'return await mod\.connect\("a", 2, time_\d+, argv_0\)\n', text)


def test_deps_come_in_their_order(config: Config) -> None:
    app = config(
        "def one(n): return impl(n, job)\n"
        "d = impl('d', job, deps=[one('c'), one('d')],\n"
        "    extra_deps=[one('a'), one('b')])\n"
        "register('a', [d])\n"
    )
    assert names(app) == ["a", "b", "c", "d", "d"]


def test_two_devices_configure_in_their_order(config: Config) -> None:
    app = config(
        "shared, whole = Action.write_file('x', ''), rule('x.bin', [], ['a'])\n"
        "def made(n): return impl(n, job,\n"
        "    configure=lambda i: Action.seq([Action.write_file(n, ''), shared]),\n"
        "    scons=lambda i: [rule(n + '.bin', [n], ['cp']), whole])\n"
        "register('a', [made('one'), made('two')])\n"
    )
    info = of(app, "spt")
    assert info.configure().dry_run() == [
        "write one (0 bytes)", "write x (0 bytes)",
        "write two (0 bytes)", "write x (0 bytes)",
    ]  # fmt: skip
    assert info.files() == ("one", "x", "two")
    assert [r.target for r in info.rules()] == ["one.bin", "x.bin", "two.bin"]


def test_files_of_a_device_go_before_what_configure_tells(config: Config) -> None:
    app = config(
        "d = impl('d', job, configure=lambda i: Action.write_file('x', ''),\n"
        "    files=lambda i: ['y'])\nregister('a', [d])\n"
    )
    assert of(app, "spt").files() == ("y",)


def test_lists_of_an_implementation(mistake: Mistake) -> None:
    for name in ("deps", "extra_deps", "keys", "packages"):
        assert mistake(f"impl('a', job, {name}=7)").startswith(
            f"config.py:2: {name} is a list of "
        )


def test_one_option_too_many(mistake: Mistake) -> None:
    assert mistake("impl('a', job, conect=1)") == (
        'config.py:2: a has no option "conect"; did you mean "connect"?'
    )


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("connect=lambda i, m: m", "connect of d failed: TypeError: "),
        ("connect=lambda i, m, a: 7", "connect of d gave 7, expected str or Code"),
        (
            "connect=lambda i, m, a: 'x(('",
            "connect of d gave 'x((', which is no",
        ),
        ("connect=lambda i, m, a: 'import os'", "connect of d gave 'import os', which"),
        (
            "connect=lambda i, m, a: '1\\nimport os'",
            "connect of d gave '1\\nimport os', which is no expression of Python",
        ),
        ("connect=lambda i, m, a: 'a = 1'", "connect of d gave 'a = 1', which is no"),
        ("connect=lambda i, m, a: '\\0'", "connect of d gave '\\x00', which is no"),
        ("early=True", "connect of d gave 'await d.connect()', and an early device"),
        ("configure=lambda i: 'x'", "configure of d gave 'x', expected Action"),
        ("install=lambda i: 3", "install of d gave 3, expected Install"),
        ("install_v=lambda i: 1 // 0", "install_v of d failed: ZeroDivisionError: "),
        ("files=lambda i: 'abc'", "files of d gave 'abc', expected list or tuple"),
        ("packages_v=Key.pure(['p'])", 'packages_v of d has "p", expected package(…)'),
        ("files=lambda i: ['a', 3]", "files of d has 3, expected texts"),
        ("scons=lambda i: [3]", "scons of d has 3, expected rule(…)"),
    ],
)
def test_mistakes_of_callbacks(config: Config, option: str, expected: str) -> None:
    app = config(f"d = impl('d', job, {option})\nregister('a', [d])\n")
    with pytest.raises(ConfigError) as caught:
        _all_of(app)
    assert str(caught.value).startswith("config.py:2: " + expected)


def _all_of(app: Application) -> None:
    info = of(app, "spt")
    echis.Project.dry_run(info)
    info.files()


def test_packages_v_is_a_value(mistake: Mistake) -> None:
    for text in ("impl('d', job, packages_v=[])", "main('m', job, packages_v=[])"):
        assert mistake(text).endswith(
            "packages_v is [], expected a value like Key.if_(…)"
        )


def test_what_differs_in_a_default_is_two_devices(config: Config) -> None:
    app = config(
        "def made(n): return impl('d', job, connect=lambda i, m, a, *, k=n: str(k))\n"
        "register('a', [made(1), made(True), made('1'), made(1)])\n"
    )
    assert names(app) == ["d", "d", "d"]


def test_a_connect_that_names_itself(config: Config) -> None:
    app = config(
        "def made():\n"
        "    def connect(info, module, args): return connect.__name__\n"
        "    return impl('d', job, connect=connect)\n"
        "register('a', [made(), made()])\n"
    )
    assert names(app) == ["d"]


NAMED = """
NAME = {0!r}
def connect(info, module, args): return NAME
def holds(found): return NAME == "a"
"""


def test_functions_of_two_modules_are_two(config: Config, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"of_{name}.py").write_text(NAMED.format(name))
    app = config(
        "import of_a, of_b\n"
        "def made(m): return impl('d', job, module='', connect=m.connect)\n"
        "def chosen(m):\n"
        "    holds = Key.map(m.holds, Key.is_unix)\n"
        "    return if_impl(holds, impl('yes', job), impl('no', job))\n"
        "jobs = [made(of_a), made(of_b), made(of_a), chosen(of_a), chosen(of_b)]\n"
        "assert chosen(of_a) == chosen(of_a) != chosen(of_b)\n"
        "register('a', jobs)\n"
    )
    assert names(app) == ["d", "d", "yes", "no"]


@pytest.mark.parametrize(
    "made",
    [
        "partial(put, n)",
        "partial(put, number=n)",
        "partial(put, n, more=[1])",
        "partial(put, more=2, number=n)",
        "Disk(n).connect",
    ],
)
def test_a_function_with_some_arguments_is_one(config: Config, made: str) -> None:
    app = config(
        "from dataclasses import dataclass\n"
        "from functools import partial\n"
        "def put(number, *args, more=0): return str(number)\n"
        "@dataclass(frozen=True)\n"
        "class Disk:\n"
        "    number: int\n"
        "    def connect(self, info, module, args): return str(self.number)\n"
        f"def made(n): return impl('d', job, connect={made})\n"
        "register('a', [made(1), made(1), made(2), made(1)])\n"
    )
    assert names(app) == ["d", "d"]
