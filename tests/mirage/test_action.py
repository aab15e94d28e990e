# SPDX-License-Identifier: ISC
"""What devices do beside the image, and what is told of it: section 1.3."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

import echis
from echis import (
    Action,
    install,
    manifest,
    rule,
)
from echis.codegen import files
from echis.errors import ConfigError
from echis.info import of
from tests.mirage.conftest import Config, Mistake
from tests.mirage.test_device import IMPL


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
            Action.rm("never"),
            Action.mkdir("e/f"),
            Action.write_file("old/one", ""),
            Action.write_file("older", ""),
            Action.rm("old"),
            Action.ok(),
        ]
    )
    assert every.files() == ("d/one", "two", "older")
    assert every.dry_run() == [
        "write d/one (1 bytes)",
        "copy a to two",
        "run sh -c 'echo 3 > three'",
        "write gone (0 bytes)",
        "rm gone",
        "rm never",
        "mkdir e/f",
        "write old/one (0 bytes)",
        "write older (0 bytes)",
        "rm old",
    ]
    assert not folder.exists()
    every.run(folder, tmp_path)
    found = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert found == {"d/one", "two", "three", "older"}
    assert (folder / "two").read_text() == "text"
    assert (folder / "e" / "f").is_dir()
    assert not (folder / "old").exists()
    assert Action.ok().dry_run() == []


def test_what_is_written_alike_is_left_alone(tmp_path: Path) -> None:
    Action.write_file("a", "1").run(tmp_path, tmp_path)
    os.utime(tmp_path / "a", (1, 1))
    Action.write_file("a", "1").run(tmp_path, tmp_path)
    assert (tmp_path / "a").stat().st_mtime == 1
    Action.write_file("a", "2").run(tmp_path, tmp_path)
    assert (tmp_path / "a").read_text() == "2"


def test_what_is_no_longer_written_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    counted = Action.run_cmd("sh", "-c", "echo >> count")
    old = Action.write_file("old", "1") + Action.copy("a", "a") + counted
    (tmp_path / "a").write_text("1")
    for _ in range(2):
        old.renew(folder, tmp_path)
    assert _texts(folder) == {"old": "1", "a": "1", "count": "\n"}
    (tmp_path / "a").write_text("2")
    old.renew(folder, tmp_path)
    assert _texts(folder) == {"old": "1", "a": "2", "count": "\n"}
    Action.write_file("new", "1").renew(folder, tmp_path)
    assert _texts(folder) == {"new": "1"}


def test_what_failed_half_way_was_not_done(tmp_path: Path) -> None:
    folder, good = tmp_path / "out", Action.write_file("a", "1")
    good.renew(folder, tmp_path)
    with pytest.raises(ConfigError):
        (Action.write_file("b", "") + Action.run_cmd("false")).renew(folder, tmp_path)
    good.renew(folder, tmp_path)
    assert _texts(folder) == {"a": "1"}


def _texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (Action.run_cmd("sh", "-c", "exit 3"), "sh -c 'exit 3' ended with status 3"),
        (Action.run_cmd("./absent"), "cannot run ./absent: No such file or directory"),
        (Action.copy("absent", "x"), "cannot copy absent: No such file or directory"),
    ],
)
def test_an_action_that_fails(
    tmp_path: Path, action: Action.Action, expected: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        action.run(tmp_path / "out", tmp_path)
    assert str(caught.value).endswith(f": {expected}")


@pytest.mark.parametrize("path", ["../x", "/x", "d/../../x"])
def test_action_stays_inside(mistake: Mistake, path: str) -> None:
    for step in ("write_file('{}', '')", "mkdir('{}')", "rm('{}')", "copy('a', '{}')"):
        assert mistake(f"Action.{step.format(path)}") == (
            f'config.py:2: "{path}" is no path inside the folder of generated files'
        )


def test_install_type() -> None:
    both = install(bin=[("a", "b")]) | install(etc=[("c", "d")], bin=[("a", "b")])
    assert both == install(bin=[("a", "b")], etc=[("c", "d")])
    assert both | both == both


def test_installs_of_all_devices(config: Config) -> None:
    app = config(
        "def made(n, **files):\n"
        "    return impl(n, job, install=lambda i: install(**files))\n"
        "tool = [('x', 'tool')]\n"
        "register('a', [made('one', bin=tool), made('two', etc=[('y', 'c')]),\n"
        "    made('three', bin=tool)])\n"
    )
    assert of(app, "spt").install() == install(bin=[("x", "tool")], etc=[("y", "c")])


@pytest.mark.parametrize("kind", ["bin", "etc"])
def test_two_files_of_one_name_are_refused(config: Config, kind: str) -> None:
    app = config(
        "def made(n, **files):\n"
        "    return impl(n, job, install=lambda i: install(**files))\n"
        f"one = made('one', {kind}=[('x', 'name')])\n"
        "two = made('two', etc=[('y', 'name')])\n"
        "register('a', [one, two])\n"
    )
    with pytest.raises(ConfigError) as caught:
        of(app, "spt").install()
    assert str(caught.value) == ("config.py:6: x and y are both installed as name")


@pytest.mark.parametrize("name", ["/x", "../x"])
def test_installed_files_stay_inside(mistake: Mistake, name: str) -> None:
    for kind in ("bin", "etc"):
        assert mistake(f"install({kind}=[('a', '{name}')])") == (
            f'config.py:2: "{name}" is no name inside dist/'
        )


def test_rule() -> None:
    made = rule("out", ["a", "b"], ["cp", "$SOURCES", "$TARGET"])
    assert (made.target, made.sources) == ("out", ("a", "b"))
    assert made.command == ("cp", "$SOURCES", "$TARGET")


def test_two_rules_for_one_file_are_refused(config: Config) -> None:
    app = config(
        "def made(word): return impl(word, job,\n"
        "    scons=lambda i: [rule('x', [], [word])])\n"
        "register('a', [made('one'), made('two')])\n"
    )
    with pytest.raises(ConfigError) as caught:
        of(app, "spt").rules()
    assert str(caught.value) == 'config.py:4: two different rules make "x"'


def test_the_paths_of_a_rule_stand_in_words_too() -> None:
    sh = rule("out", [], ["sh", "$SOURCES", "cat $SOURCES > $TARGET", "$TARGETS"])
    sources = ["/a $TARGET", "/b"]
    assert sh.words("/$SOURCES", sources) == [
        "sh", "/a $TARGET", "/b", "cat /a $TARGET /b > /$SOURCES", "/$SOURCESS",
    ]  # fmt: skip
    assert rule("out", [], ["ls", "$SOURCES"]).words("/out", []) == ["ls"]


def test_what_a_device_only_builds_or_configures(config: Config) -> None:
    app = config(
        "one = impl('one', job, scons=lambda i: [rule('out', [], ['make'])])\n"
        "two = impl('two', job, configure=lambda i: Action.mkdir('d'))\n"
        "register('a', [one, two])\n"
    )
    info = of(app, "spt")
    assert info.rules() == (rule("out", [], ["make"]),)
    assert info.configure().dry_run() == ["mkdir d"]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("rule('/x', [], ['cp'])", '"/x" is no path inside the folder of generated'),
        ("rule('../x', [], ['cp'])", '"../x" is no path inside the folder of'),
        ("rule('x', 'a', ['cp'])", "rule expects a list of texts as sources, got "),
        ("rule('x', [], 'cp')", "rule expects a list of texts as command, got "),
        ("rule('x', [], [])", 'the rule for "x" has an empty command'),
        ("rule(3, [], ['cp'])", "rule expects a text as target, got 3"),
        ("install(etc=[('a', '')])", '"" is no name inside dist/'),
        ("install(etc=['ab'])", "install expects a list of pairs (a text, a text) as"),
        ("Action.write_file('a', 3)", "write_file expects a text as text, got 3"),
        ("Action.write_file(3, 'a')", "write_file expects a text as path, got 3"),
        ("Action.copy('a', path=None)", "copy expects a text as path, got None"),
        ("Action.run_cmd()", "run_cmd needs a program and its arguments"),
        ("Action.run_cmd('ls', '-l', 3)", "run_cmd expects a text as words, got 3"),
        ("Action.seq([3])", "seq expects a list of Actions as actions, got (3,)"),
    ],
)
def test_what_is_no_effect_is_refused(
    mistake: Mistake, call: str, expected: str
) -> None:
    assert mistake(call).startswith(f"config.py:2: {expected}")


def test_project(config: Config) -> None:
    info = of(config(IMPL), "unix")
    told = echis.Project.dry_run(info)
    made = {**files(info), "manifest.c": manifest.to_c(info.manifest)}
    assert told == [
        "sample for unix:",
        "  configure: write x (6 bytes)",
        "  configure: mkdir d",
        *(f"  generate: {name} ({len(text.encode())} bytes)"
          for name, text in made.items()),
        "  make: out.bin",
        "  link: sample.unix",
        "  install: tool",
        "  install: sample.conf",
    ]  # fmt: skip
    assert {"main.py", "key_gen.py", "manifest.c"} <= made.keys()


def test_tool() -> None:
    assert echis.Tool.run("version") == 0
    assert echis.Tool.run("nonsense") != 0


@pytest.mark.parametrize("named", [True, False])
def test_tool_runs_where_it_is_told_or_called(
    named: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    config = "register('here', [], packages=[package('p', min='1')])\n"
    (tmp_path / "config.py").write_text(f"from echis import *\n{config}")
    if not named:
        monkeypatch.chdir(tmp_path)
    assert echis.Tool.run("query", "packages", cwd=tmp_path if named else None) == 0
    assert capfd.readouterr().out == "p>=1\n"


@pytest.mark.parametrize("status", [0, 63])
def test_tool_gives_the_status(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    done = subprocess.CompletedProcess([], status)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    assert echis.Tool.run("run") == status


def test_fs_is_to_come(mistake: Mistake) -> None:
    told = mistake("FS.fat_image('data', dir='htdocs')\n")
    assert told == 'config.py:2: FS.fat_image("data") is not built yet'
