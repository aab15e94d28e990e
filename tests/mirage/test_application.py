# SPDX-License-Identifier: ISC
"""Applications and jobs, and argv: sections 1.3 and 1.9 of MirageOS's package."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import echis
from echis import (
    Action,
    Key,
    main,
)
from echis.application import Application
from echis.codegen import files
from echis.info import Info, of
from echis.verbs import TARGETS
from tests.mirage.conftest import Config, main_py, names

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
