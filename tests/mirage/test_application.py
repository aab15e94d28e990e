# SPDX-License-Identifier: ISC
"""Applications and jobs, and argv: sections 1.3 and 1.9 of MirageOS's package."""

from __future__ import annotations

import dataclasses
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import echis
from echis import (
    Action,
    Key,
    block,
    if_impl,
    main,
    noop,
)
from echis.application import Application
from echis.codegen import files
from echis.errors import ConfigError
from echis.info import Info, of
from echis.key import create
from echis.value import pure
from echis.verbs import TARGETS
from tests.mirage.conftest import Config, Mistake, main_py, names

ROOT = Path(__file__).resolve().parents[2]


def test_info_type(config: Config) -> None:
    app = config(
        "port = Key.create('port', Key.Arg.opt(Key.Arg.int, 80))\n"
        "register('a', [main('unikernel', job, keys=[port],\n"
        "    packages=[package('p', libs=['one'])])])\n"
    )
    info = of(app, "hvt", {"port": 81})
    assert isinstance(info, Info)
    assert (info.name, info.target, info.output) == ("a", "hvt", "a.hvt")
    assert info.config_file == app.folder / "config.py"
    assert "port" in [key.name for key in info.keys]
    assert [p.name for p in info.packages] == ["p"]
    assert info.libraries == ("one",)
    assert info.context.given["port"] == 81
    assert [info.get(key) for key in info.keys if key.name == "port"] == [81]
    assert of(app, "qubes").output == "a.xen"


def test_info_names_what_the_build_reads(config: Config, tmp_path: Path) -> None:
    (tmp_path / "more.c").write_text("MP_REGISTER_MODULE(MP_QSTR_more, more);\n")
    (tmp_path / "lib").mkdir()
    app = config(
        "token = Key.create('token', Key.Arg.required(Key.Arg.string), secret=True)\n"
        "p, q = package('p', libs=['a', 'b']), package('q', sublibs=['c', 'b'])\n"
        "u = main('unikernel', block >> job, modules=['late'], c_modules=['more.c'],\n"
        "    local_libs=['lib'], keys=[token],\n"
        "    packages=[p, q])\n"
        "register('a', [u(block_of_file('data'))])\n"
    )
    info = of(app, "spt")
    assert list(info.modules) == ["late"]
    assert (info.c_modules, info.local_libs) == (
        (tmp_path / "more.c",), (tmp_path / "lib",)
    )  # fmt: skip
    assert info.libraries == ("a", "b", "c")
    assert [entry.name for entry in info.manifest.devices] == ["data"]
    assert info.secret_options() == ("--token",)


def test_a_decorator_may_give_what_is_given_by_name(config: Config) -> None:
    text = "@whole\nasync def start(*, log): pass\n"
    config("register('a', [main('unikernel', job)])\n", f"whole = print\n{text}")


def test_argv_of_ones_own_is_early(config: Config) -> None:
    app = config("register('a', [noop], argv=impl('mine', argv))\n")
    with pytest.raises(ConfigError) as caught:
        main_py(app)
    assert str(caught.value) == (
        "config.py:2: keys runs before anything is connected, and needs mine: give "
        "that early=True"
    )


def test_foreign() -> None:
    assert echis.foreign is main


@pytest.mark.parametrize("name", ["main", "foreign"])
def test_main(config: Config, name: str) -> None:
    app = config(
        "port = Key.create('port', Key.Arg.opt(Key.Arg.int, 80))\n"
        "first = impl('first', job)\n"
        f"u = {name}('unikernel', time >> job, keys=[port], extra_deps=[first],\n"
        "    packages=[package('a')],\n"
        "    packages_v=Key.if_(Key.is_unix, [package('b')], [package('c')]))\n"
        "register('x', [u(default_time)])\n"
    )
    assert [p.name for p in of(app, "spt").packages] == ["a", "c"]
    assert [p.name for p in of(app, "unix").packages] == ["a", "b"]
    assert "port" in [key.name for key in of(app, "spt").keys]
    text = main_py(app)
    assert re.search(r"await unikernel\.start\(time_\d+, await job_\d+\)", text)


@pytest.mark.parametrize("name", ["main", "foreign"])
def test_main_takes_deps_and_runtime_args(config: Config, name: str) -> None:
    app = config(
        "late = runtime_arg('late', Key.Arg.opt(Key.Arg.int, 1))\n"
        "two = [impl('one', job), impl('two', job)]\n"
        f"u = {name}('unikernel', job, deps=two, extra_deps=[impl('first', job)],\n"
        "    runtime_args=[late])\n"
        "register('x', [u])\n"
    )
    assert names(app) == ["first", "one", "two", "unikernel"]
    assert next(k for k in of(app, "spt").keys if k.name == "late").arg.stage == "run"


def test_start_takes_what_the_type_says(config: Config) -> None:
    app = config(
        "u = main('unikernel', time >> block >> argv >> job)\n"
        "register('x', [u(default_time, block_of_file('d'), default_argv)])\n"
    )
    assert re.search(
        r"await unikernel\.start\(time_\d+, await block_\d+, argv_0\)",
        main_py(app),
    )


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("main('no.such.', job)", "'no.such.' is no module name"),
        ("main('key_gen', job)", "key_gen.py is generated: give your module another"),
        ("main('unikernel', 7)", "main needs a type, like job, got 7"),
        ("main('unikernel', job, key=[])", 'main has no option "key"; did you mean'),
        ("main('unikernel', job, keys=['a'])", "keys is a list of keys, as Key.create"),
        ("register('a', [main('absent', job)])", "there is no absent.py beside conf"),
        ("main('unikernel', job, modules=['a b'])", "'a b' is no module name"),
        ("main('unikernel', job, c_modules=['../a.c'])", 'c_modules has "../a.c", exp'),
    ],
)
def test_main_refuses(mistake: Mistake, call: str, expected: str) -> None:
    assert mistake(call).startswith(f"config.py:2: {expected}")


def test_job(config: Config) -> None:
    app = config("register('a', [impl('one', job), main('unikernel', job)])\n")
    text = main_py(app)
    assert text.index("await one.connect()") < text.index("await unikernel.start()")


def test_a_job_that_another_needs_is_done_before(config: Config) -> None:
    app = config(
        "one = impl('one', job)\n"
        "last = impl('last', job, deps=[one])\n"
        "register('a', [one, main('unikernel', job), last])\n"
    )
    text = main_py(app)
    assert text.count("one.connect()") == 1
    boot = text.partition("async def boot")[2]
    assert boot.index("await job_") < boot.index("await unikernel.start()")


def test_jobs_are_jobs(mistake: Mistake) -> None:
    assert mistake("register('a', [default_time])") == (
        'config.py:2: register("a", …) needs jobs, got time'
    )
    assert mistake("register('a', noop)") == (
        'config.py:2: register("a", …) needs a list of jobs, got job'
    )


def test_noop(config: Config) -> None:
    app = config("register('a', [noop])\n")
    assert names(app) == ["noop"]
    text = main_py(app)
    assert "noop" not in text
    assert "asyncio" not in text


def test_keys(config: Config) -> None:
    app = config("register('a', [keys(default_argv)])\n")
    assert "key_gen._parse(argv_0.argv())" in main_py(app)
    other = config(
        "u = main('unikernel', job)\n"
        "register('a', [keys(no_argv), u], argv=default_argv)\n"
    )
    made = main_py(other)
    (name,) = re.findall(r"(argv_\d+) = echis_args.no_argv\(\)", made)
    assert made.index(f"key_gen._parse({name}.argv())") < made.index("import unikernel")


def test_info(config: Config) -> None:
    app = config("register('a', [main('unikernel', info >> job)(app_info)])\n")
    assert "unikernel.start(info_" in main_py(app)
    assert "build_info.py" in files(of(app, "spt"))
    plain = config("register('a', [main('unikernel', job)])\n")
    assert "build_info.py" not in files(of(plain, "spt"))


def _info(app: Application, tmp_path: Path) -> str:
    packages = [("micropython", "1.25.0", "7b25")]
    (tmp_path / "build_info.py").write_text(
        files(of(app, "spt"), packages)["build_info.py"]
    )
    line = [word for word in main_py(app).splitlines() if "build_info.info(" in word]
    shown = "print(i.name, i.target, i.echis, i.src, i.packages)"
    program = f"import build_info\ni = {line[0].partition('= ')[2]}\n{shown}"
    return subprocess.run(
        [sys.executable, "-B", "-c", program],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def test_app_info(config: Config, tmp_path: Path) -> None:
    app = config(
        "register('a', [main('unikernel', info >> job)(app_info)], src='here')\n"
    )
    expected = "a spt 0.1.0 here (('micropython', '1.25.0', '7b25'),)\n"
    assert _info(app, tmp_path) == expected
    unknown = config("register('a', [main('unikernel', info >> job)(app_info)])\n")
    assert _info(unknown, tmp_path) == expected.replace(" here ", "  ")


def test_app_info_with_opam_deps(config: Config, tmp_path: Path) -> None:
    app = config(
        "i = app_info_with_opam_deps([('x', '1'), ('micropython', '1.25.0'),\n"
        "    ('micropython', '1.24.0')])\n"
        "register('a', [main('unikernel', info >> job)(i)], src='none')\n"
    )
    expected = (
        "a spt 0.1.0  (('x', '1', ''), ('micropython', '1.25.0', '7b25'), "
        "('micropython', '1.24.0', ''))\n"
    )
    assert _info(app, tmp_path) == expected
    one = config(
        "i = app_info_with_opam_deps([('x', '1')])\n"
        "register('a', [main('unikernel', info >> job)(i)])\n"
    )
    assert _info(one, tmp_path) == "a spt 0.1.0  (('x', '1', ''),)\n"


def test_app_info_with_opam_deps_takes_pairs(mistake: Mistake) -> None:
    assert mistake("app_info_with_opam_deps(['x'])") == (
        "config.py:2: app_info_with_opam_deps expects a list of pairs (a text, a text) "
        'as packages, got ["x"]'
    )


def test_register(config: Config) -> None:
    app = config(
        "extra = Key.create('extra', Key.Arg.flag())\n"
        "register('a', [main('unikernel', job)], argv=no_argv, reporter=no_reporter,\n"
        "    tracing=mprof_trace(size=1000), keys=[extra], packages=[package('p')],\n"
        "    src='https://example.org/a')\n"
    )
    info = of(app, "spt")
    assert [d.name for d in info.graph.devices()] == [
        "no_argv", "keys", "runtime", "no_reporter", "mprof_trace", "application",
        "unikernel",
    ]  # fmt: skip
    assert {"extra", "tracing-size"} <= {key.name for key in info.keys}
    assert [p.name for p in info.packages] == ["p"]
    assert info.src == "https://example.org/a"


def test_register_order_and_defaults(config: Config) -> None:
    app = config("register('a', [main('unikernel', job)])\n")
    assert [d.name for d in of(app, "spt").graph.devices()] == [
        "default_argv", "keys", "runtime", "default_reporter", "unikernel",
    ]  # fmt: skip
    text = main_py(app)
    places = ["key_gen._parse(", "_runtime.configure(", "echis_reporter.connect("]
    found = [text.index(place) for place in [*places, "unikernel.start("]]
    assert found == sorted(found)
    assert 'echis_reporter.connect(key_gen.logs(), "info", None)' in text


@pytest.mark.parametrize("given", ["keys", "packages"])
def test_what_belongs_to_no_device(config: Config, given: str) -> None:
    text = {
        "keys": "keys=[Key.create('own', Key.Arg.flag())]",
        "packages": "packages=[package('own')]",
    }[given]
    info = of(config(f"register('a', [], {text})\n"), "spt")
    assert "own" in [one.name for one in getattr(info, given)]


def test_jobs_run_as_they_are_listed(config: Config) -> None:
    app = config("register('a', [impl(n, job) for n in ('one', 'two', 'three')])\n")
    assert names(app) == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("register('my app', [])", "'my app' cannot name an application"),
        ("register('a', [], src='')", 'src is \'\': give "auto", "none" or a text'),
        ("register('a', [])\nregister('b', [])", 'register was called for "a" at'),
        ("register('a', [], argv=noop)", "register: argv= needs argv, got job"),
        ("register('a', [], reporter=noop)", "register: reporter= needs reporter, got"),
        (
            "register('a', [], tracing=noop)",
            "register: tracing= needs tracing, got",
        ),
    ],
)
def test_register_refuses(mistake: Mistake, call: str, expected: str) -> None:
    assert mistake(call).startswith(f"config.py:{2 + call.count(chr(10))}: {expected}")


def test_a_reporter_that_is_taken_needs_no_logging(config: Config) -> None:
    text = main_py(
        config("register('a', [main('unikernel', reporter >> job)(no_reporter)])\n")
    )
    # Nobody takes that of register: it comes with logging only.
    assert "    import echis_reporter\n" in text
    text = main_py(
        config(
            "a = main('unikernel', reporter >> job)(default_reporter(level='debug'))\n"
            "register('a', [a])\n"
        )
    )
    assert "\nimport echis_reporter\n" in text
    assert "try:" not in text


def test_src_auto_is_git(config: Config, tmp_path: Path) -> None:
    app = config("register('a', [])\n")
    assert of(app, "spt").src == ""
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "x"], check=True)
    remote = "https://user:secret@example.org/a.git"
    subprocess.run([*git, "remote", "add", "origin", remote], check=True)
    commit = subprocess.run(
        [*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True
    ).stdout.strip()
    assert of(app, "spt").src == f"git:https://example.org/a.git@{commit}"
    assert of(dataclasses.replace(app, src="none"), "spt").src == ""
    assert of(dataclasses.replace(app, src="here"), "spt").src == "here"
    (tmp_path / "config.py").write_text("")
    assert of(app, "spt").src.endswith("-dirty")


def test_namespaces() -> None:
    assert echis.Type.typ is echis.typ
    assert isinstance(block, echis.Type.Typ)
    assert isinstance(block >> block, echis.Type.Functor)
    assert echis.Impl.impl is echis.impl
    assert isinstance(noop, echis.Impl.Impl)
    assert isinstance(if_impl(Key.is_unix, noop, noop), echis.Impl.If)
    assert echis.Info.Info is Info
    assert Action.seq([Action.ok(), Action.rm("x")]).dry_run() == ["rm x"]
    assert echis.Key.create is create
    assert echis.Key.pure is pure
    assert echis.Key.runtime_arg is echis.runtime_arg


ARGV = """
port = Key.create("port", Key.Arg.opt(Key.Arg.int, 80))
register("a", [main("unikernel", argv >> job)({argv})], argv={argv}, keys=[port])
"""
PRINTS = """
import sys
import key_gen
def start(argv):
    words = argv.argv()
    print(words, words[1:] == sys.argv[1:], key_gen.port())
"""


def _printed(app: Application, *words: str) -> str:
    """What the application prints, run by the host's Python."""
    settings = "def configure(*settings): pass\n"
    for name, text in {**files(of(app, "spt")), "_runtime.py": settings}.items():
        (app.folder / name).write_text(text)
    for name in ("echis_args.py", "echis_boot.py", "echis_early.py"):
        shutil.copy(ROOT / "runtime" / "lib" / name, app.folder)
    command = [sys.executable, "-B", "main.py", *words]
    return subprocess.run(
        command, cwd=app.folder, capture_output=True, text=True, check=True
    ).stdout


def test_argv(config: Config) -> None:
    app = config(ARGV.format(argv="default_argv"), PRINTS)
    assert "default_argv" in [d.name for d in of(app, "spt").graph.devices()]
    assert "unikernel.start(argv_0)" in main_py(app)
    assert _printed(app, "--port=81") == "['a', '--port=81'] True 81\n"


def test_default_argv(config: Config) -> None:
    app = config(
        "port = Key.create('port', Key.Arg.opt(Key.Arg.int, 80))\n"
        "register('a', [main('unikernel', job, keys=[port])])\n",
        PRINTS.replace("(argv)", "()").replace("argv.argv", "sys.argv.copy"),
    )
    for target in TARGETS:
        assert 'argv_0 = echis_args.default_argv("a")' in main_py(app, target)
    assert _printed(app) == "['main.py'] True 80\n"
    words = ["--port", "81"]
    assert _printed(app, *words) == f"{['main.py', *words]} True 81\n"


def test_no_argv(config: Config) -> None:
    app = config(ARGV.format(argv="no_argv"), PRINTS)
    text = main_py(app)
    assert "argv_0 = echis_args.no_argv()" in text
    assert "key_gen._parse(argv_0.argv())" in text
    assert _printed(app, "--port=81", "nonsense") == "[''] True 80\n"
