# SPDX-License-Identifier: ISC
"""Applications, devices, jobs and packages: sections 1.2 and 1.3, and argv of 1.9."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import echis
from echis import (
    Action,
    Key,
    block,
    device,
    impl,
    install,
    main,
    of_device,
    package,
)
from echis.application import Application
from echis.codegen import files
from echis.errors import ConfigError
from echis.info import Info, of
from echis.verbs import TARGETS
from tests.mirage.test_language import names

Config = Callable[..., Application]
Mistake = Callable[[str], str]
ROOT = Path(__file__).resolve().parents[2]


def main_py(app: Application, target: str = "spt", **given: object) -> str:
    return files(of(app, target, given))["main.py"]


def test_package_type() -> None:
    found = package("microdot", min="2.0", max="3")
    assert (found.name, found.min, found.max) == ("microdot", "2.0", "3")


def test_scope() -> None:
    assert package("a").scope == "vendor"
    assert package("a", scope="host").scope == "host"


def test_package(config: Config) -> None:
    app = config(
        "register('a', [main('unikernel', job, packages=[\n"
        "    package('umsg', min='1', libs=['x']), package('umsg', max='3')])],\n"
        "    packages=[package('umsg', min='2')])\n"
    )
    (found,) = of(app, "spt").packages
    assert (found.name, found.min, found.max) == ("umsg", "2", "3")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("package('a b')", "cannot name a package"),
        ("package('123')", "cannot name a package"),
        ("package('a', libs=['x'], sublibs=['y'])", "give sublibs or libs, not both"),
        ("package('a', min='x')", "is no version"),
        ("package('a', min='2', max='1')", "no version is at least 2"),
    ],
)
def test_package_refuses(mistake: Mistake, text: str, expected: str) -> None:
    told = mistake(text)
    assert told.startswith("config.py:2: ")
    assert expected in told


def test_packages_are_merged_across_devices(config: Config) -> None:
    app = config(
        "one = impl('one', job, packages=[package('p', pin='file:x')])\n"
        "two = impl('two', job, packages=[\n"
        "    package('p', pin='file:x'), package('p', min='9')])\n"
        "register('a', [one, two])\n"
    )
    (found,) = of(app, "spt").packages
    assert (found.pin, found.min) == ("file:x", "")


def test_two_scopes_are_refused(config: Config) -> None:
    app = config(
        "register('a', [impl('one', job, packages=[package('p')]),\n"
        "    impl('two', job, packages=[package('p', scope='host')])])\n"
    )
    with pytest.raises(ConfigError, match="choose one"):
        of(app, "spt")


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
    assert of(app, "qubes").output == "a.xen"


def test_foreign() -> None:
    assert echis.foreign is main


def test_main(config: Config) -> None:
    app = config(
        "port = Key.create('port', Key.Arg.opt(Key.Arg.int, 80))\n"
        "first = impl('first', job)\n"
        "u = main('unikernel', time >> job, keys=[port], extra_deps=[first],\n"
        "    packages=[package('a')],\n"
        "    packages_v=Key.if_(Key.is_unix, [package('b')], [package('c')]))\n"
        "register('x', [u(default_time)])\n"
    )
    assert [p.name for p in of(app, "spt").packages] == ["a", "c"]
    assert [p.name for p in of(app, "unix").packages] == ["a", "b"]
    assert "port" in [key.name for key in of(app, "spt").keys]
    text = main_py(app)
    assert "await unikernel.start(time_" in text
    assert text.index("await job_") < text.index("await unikernel.start")


def test_main_takes_deps_and_runtime_args(config: Config) -> None:
    app = config(
        "late = runtime_arg('late', Key.Arg.opt(Key.Arg.int, 1))\n"
        "u = main('unikernel', job, deps=[impl('first', job)], runtime_args=[late])\n"
        "register('x', [u])\n"
    )
    assert names(app) == ["first", "unikernel"]
    assert next(k for k in of(app, "spt").keys if k.name == "late").arg.stage == "run"


def test_device_type() -> None:
    found = device("disk", block, module="echis_disk", arguments=['"a"'])
    assert (found.name, found.result, found.params) == ("disk", block, ())
    assert device("disk", block, module="m") == device("disk", block, module="m")
    assert device("disk", block) != device("disk", block, fresh=True)


def test_of_device() -> None:
    assert of_device(device("disk", block)) == impl("disk", block)
    functor = of_device(device("disk", block >> block))
    assert functor(impl("a", block)).device.name == "disk"


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
    assert "return mod.open(time_5)  # sample on spt" in text
    assert "# thing (config.py:4)" in text


def test_files_of_a_device_go_before_what_configure_tells(config: Config) -> None:
    app = config(
        "d = impl('d', job, configure=lambda i: Action.write_file('x', ''),\n"
        "    files=lambda i: ['y'])\nregister('a', [d])\n"
    )
    assert of(app, "spt").files() == ("y",)


def test_one_option_too_many(mistake: Mistake) -> None:
    assert mistake("impl('a', job, conect=1)") == (
        'config.py:2: a has no option "conect"; did you mean "connect"?'
    )


def test_job(config: Config) -> None:
    app = config("register('a', [impl('one', job), main('unikernel', job)])\n")
    text = main_py(app)
    assert text.index("await one.connect()") < text.index("await unikernel.start()")


def test_noop(config: Config) -> None:
    app = config("register('a', [noop])\n")
    assert names(app) == ["noop"]
    assert "noop" not in main_py(app)


def test_keys(config: Config) -> None:
    app = config("register('a', [keys(default_argv)])\n")
    assert "key_gen._parse(argv_0)" in main_py(app)


def test_info(config: Config) -> None:
    app = config("register('a', [main('unikernel', info >> job)(app_info)])\n")
    assert "unikernel.start(info_" in main_py(app)


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


def test_app_info_with_opam_deps(config: Config, tmp_path: Path) -> None:
    app = config(
        "i = app_info_with_opam_deps([('x', '1'), ('y', '2')])\n"
        "register('a', [main('unikernel', info >> job)(i)], src='none')\n"
    )
    expected = "a spt 0.1.0  (('x', '1', ''), ('y', '2', ''))\n"
    assert _info(app, tmp_path) == expected


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
    (tmp_path / "config.py").write_text("")
    assert of(app, "spt").src.endswith("-dirty")


def test_namespaces() -> None:
    assert echis.Type.typ is echis.typ
    assert echis.Impl.impl is echis.impl
    assert echis.Info.Info is Info
    assert Action.seq([Action.ok(), Action.rm("x")]).dry_run() == ["rm x"]
    assert echis.Key.create is Key.create


def test_project(config: Config) -> None:
    told = echis.Project.dry_run(of(config(IMPL), "spt"))
    assert told[0] == "sample for spt:"
    assert "  configure: write x (6 bytes)" in told
    assert "  make: out.bin" in told
    assert "  link: sample.spt" in told
    assert "  install: sample.conf" in told


def test_fs_is_to_come(mistake: Mistake) -> None:
    told = mistake("FS.fat_image('data', folder='htdocs')\n")
    assert told == 'config.py:2: FS.fat_image("data") is not built yet'


def test_tool(tmp_path: Path) -> None:
    assert echis.Tool.run("version") == 0
    assert echis.Tool.run("nonsense") != 0


def test_action_does_what_it_tells(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("text")
    folder = tmp_path / "out"
    every = Action.seq(
        [
            Action.write_file("d/one", "1"),
            Action.copy("a", "two"),
            Action.run_cmd("sh", "-c", "echo 3 > three"),
            Action.write_file("gone", ""),
            Action.rm("gone"),
        ]
    )
    assert every.files() == ("d/one", "two")
    every.run(folder, tmp_path)
    found = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert found == {"d/one", "two", "three"}


def test_action_stays_inside(mistake: Mistake) -> None:
    assert mistake("Action.write_file('../x', '')") == (
        'config.py:2: "../x" is no path inside the folder of generated files'
    )


def test_install_type() -> None:
    both = install(bin=[("a", "b")]) | install(etc=[("c", "d")], bin=[("a", "b")])
    assert both == install(bin=[("a", "b")], etc=[("c", "d")])


ARGV = """
port = Key.create("port", Key.Arg.opt(Key.Arg.int, 80))
register("a", [main("unikernel", argv >> job)({argv})], argv={argv}, keys=[port])
"""
PRINTS = """
import sys
import key_gen
def start(argv): print(argv[1:], len(argv), argv == sys.argv, key_gen.port())
"""


def _printed(app: Application, *words: str) -> str:
    """What the application prints, run by the host's Python."""
    settings = "def configure(*settings): pass\n"
    for name, text in {**files(of(app, "spt")), "_runtime.py": settings}.items():
        (app.folder / name).write_text(text)
    for name in ("echis_args.py", "echis_boot.py"):
        shutil.copy(ROOT / "runtime" / "lib" / name, app.folder)
    command = [sys.executable, "-B", "main.py", *words]
    return subprocess.run(
        command, cwd=app.folder, capture_output=True, text=True, check=True
    ).stdout


def test_argv(config: Config) -> None:
    app = config(ARGV.format(argv="default_argv"), PRINTS)
    assert "default_argv" in [d.name for d in of(app, "spt").graph.devices()]
    assert "unikernel.start(argv_0)" in main_py(app)
    assert _printed(app, "--port=81") == "['--port=81'] 2 True 81\n"


def test_default_argv(config: Config) -> None:
    app = config("port = Key.create('port', Key.Arg.opt(Key.Arg.int, 80))\n"
                 "register('a', [main('unikernel', job, keys=[port])])\n",
                 PRINTS.replace("start(argv):", "start(argv=sys.argv):"))  # fmt: skip
    for target in TARGETS:
        assert "argv_0 = sys.argv" in main_py(app, target)
    assert _printed(app) == "[] 1 True 80\n"
    words = ["--port", "81"]
    assert _printed(app, *words) == f"{words} 3 True 81\n"


def test_no_argv(config: Config) -> None:
    app = config(ARGV.format(argv="no_argv"), PRINTS)
    text = main_py(app)
    assert "argv_0 = echis_args.no_argv()" in text
    assert "key_gen._parse(argv_0)" in text
    assert _printed(app, "--port=81", "nonsense") == "[] 1 True 80\n"


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("connect=lambda i, m: m", "connect of d failed: TypeError: "),
        ("connect=lambda i, m, a: 7", "connect of d gave 7, expected str or Code"),
        (
            "connect=lambda i, m, a: 'x(('",
            "connect of d gave 'x((', which is no",
        ),
        ("configure=lambda i: 'x'", "configure of d gave 'x', expected Action"),
        ("install=lambda i: 3", "install of d gave 3, expected Install"),
        ("install_v=lambda i: 1 // 0", "install_v of d failed: ZeroDivisionError: "),
        ("files=lambda i: 'abc'", "files of d gave 'abc', expected list or tuple"),
        ("packages_v=Key.pure(['p'])", "packages_v of d has 'p', expected package(…)"),
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


def test_a_choice_that_fails_is_told_at_its_line(config: Config) -> None:
    app = config(
        "bad = Key.map(lambda name: 1 // 0, Key.value(Key.target))\n"
        "register('a', [if_impl(bad, noop, noop)])\n"
    )
    with pytest.raises(ConfigError, match=r"^config\.py:3: this choice failed: Zero"):
        of(app, "spt")


def test_a_rule_stays_inside(mistake: Mistake) -> None:
    assert mistake("rule('/x', [], ['cp'])") == (
        'config.py:2: "/x" is no path inside the folder of generated files'
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
