# SPDX-License-Identifier: ISC
"""Keys as variables of the build, which remembers them. Section 1.4."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from echis import arguments, configuring
from echis.errors import ConfigError
from echis.info import in_context
from tests.mirage.conftest import PORT, Config, contexts


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
    # An image for Qubes is one for Xen, under its name.
    assert told(target="all") == [name for name in names if name != "qubes"]
    with pytest.raises(ConfigError, match="target=muen is not known"):
        told(target="muen")


def test_a_key_is_a_variable_and_is_remembered(config: Config, root: Path) -> None:
    app = config(PORT)
    assert contexts(app, root, "port=81", "token=hunter2").given["port"] == 81
    kept = "".join(path.read_text() for path in root.rglob("*.json"))
    assert "81" in kept
    assert "hunter2" not in kept
    for again in (contexts(app, root), contexts(app, root)):
        assert again.given["port"] == 81
        assert again.origins["port"] == configuring.REMEMBERED
        assert configuring.shown(app, again) == ["port=81"]
        assert "token" not in again.given
    configuring.forget(arguments.parse({"app": "."}, [], root, app.folder), [app])
    assert "port" not in contexts(app, root).given


def test_what_is_not_to_be_remembered(
    config: Config, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = config(PORT)
    contexts(app, root, "port=81")
    for word in ("remember=0", "remember=1"):
        assert "port" not in contexts(app, root, "remember=0").given
        assert contexts(app, root, "port=82", word).given["port"] == 82
        monkeypatch.setenv("CI", "1")
        assert "port" not in contexts(app, root).given
    monkeypatch.delenv("CI")
    assert contexts(app, root).given["port"] == 81


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


def test_what_is_remembered_and_fits_no_more_is_dropped(
    config: Config, root: Path
) -> None:
    contexts(config(PORT), root, "port=81")
    app = config(
        PORT.replace("Key.Arg.int, 80", "Key.Arg.bool, True").replace("8080", "True")
    )
    assert "port" not in contexts(app, root).given


def test_what_is_remembered_of_a_key_that_is_gone(config: Config, root: Path) -> None:
    contexts(config(PORT), root, "port=81")
    assert contexts(config("register('a', [])\n"), root).given == {"target": "spt"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"port": 7}', '{"port": "x"}'])
def test_a_broken_memory_says_nothing(config: Config, root: Path, text: str) -> None:
    place = root / "build" / "configured"
    place.mkdir(parents=True)
    contexts(config(PORT), root, "port=81")
    (kept,) = place.glob("a.spt.*.json")
    kept.write_text(text)
    assert "port" not in contexts(config(PORT), root).given


def test_two_applications_of_one_name_have_two_memories(
    config: Config, root: Path, tmp_path: Path
) -> None:
    here = config(PORT)
    other = dataclasses.replace(here, folder=tmp_path / "elsewhere")
    contexts(here, root, "port=81")
    assert "port" not in contexts(other, root).given


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
        contexts(app, root, word)
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    "shape", ["string, ''", "list(Key.Arg.string), []", "some(Key.Arg.string), None"]
)
def test_what_is_no_utf_8_is_not_kept(config: Config, root: Path, shape: str) -> None:
    app = config(
        f"k = Key.create('k', Key.Arg.opt(Key.Arg.{shape}))\n"
        "register('a', [main('unikernel', job, keys=[k])])\n"
    )
    with pytest.raises(ConfigError) as caught:
        contexts(app, root, "k=a\udcff")
    told = "config.py:2: k= is given what is no text in UTF-8"
    assert (str(caught.value), list(root.rglob("*.json"))) == (told, [])
