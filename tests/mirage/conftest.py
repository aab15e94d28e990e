# SPDX-License-Identifier: ISC
"""An application as its author writes it, loaded and resolved; keys as it gets them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from echis import Key, arguments, config_loader, configuring, register
from echis.application import Application
from echis.codegen import files, key_gen_py
from echis.errors import ConfigError
from echis.info import of
from echis.value import Context

Config = Callable[..., Application]
Mistake = Callable[[str], str]
Image = Callable[..., Any]

ROOT = Path(__file__).resolve().parents[2]
HEAD = "from echis import *\n"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """The application of a config.py's text; its `start` takes anything."""

    def load(
        text: str, unikernel: str = "async def start(*args): pass\n"
    ) -> Application:
        (tmp_path / "config.py").write_text(HEAD + text, encoding="utf-8")
        (tmp_path / "unikernel.py").write_text(unikernel, encoding="utf-8")
        return config_loader.load(tmp_path, tmp_path)

    return load


@pytest.fixture
def mistake(config: Config) -> Mistake:
    """What is told of a config.py that is wrong; line 2 is its first."""

    def told(text: str) -> str:
        with pytest.raises(ConfigError) as caught:
            config(text)
        return str(caught.value)

    return told


def names(application: Application, target: str = "spt", **given: object) -> list[str]:
    """The application's own devices in connect order."""
    found = [d.name for d in of(application, target, given).graph.devices()]
    start = {"default_argv", "keys", "runtime", "default_reporter"}
    return [name for name in found if name not in start]


def main_py(application: Application, target: str = "spt", **given: object) -> str:
    """The generated ``main.py``."""
    return files(of(application, target, given))["main.py"]


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
    """Whether these words end an image with the status of a mistake."""
    with pytest.raises(SystemExit) as caught:
        image(key, *words)
    return caught.value.code == 64


def contexts(app: Application, root: Path, *words: str) -> Context:
    """What a build for spt with these variables knows, and remembers."""
    values = dict(word.split("=", 1) for word in words)
    request = arguments.parse({"app": ".", **values}, [], root, app.folder)
    made = configuring.contexts(request, [app])
    configuring.remember(request, [app], made)
    return made[app.name, "spt"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree that can build for spt, in which nothing is remembered yet."""
    monkeypatch.delenv("CI", raising=False)
    place = tmp_path / "root" / "runtime" / "bindings" / "spt"
    place.mkdir(parents=True)
    (place / "target.toml").touch()
    return tmp_path / "root"


# A key of each stage, one that is secret, and one that stands for two others.
PORT = (
    "port = Key.create('port', Key.Arg.opt(Key.Arg.int, 80))\n"
    "since = Key.create('since', Key.Arg.opt(Key.Arg.int64, 0))\n"
    "token = Key.create('token', Key.Arg.opt(Key.Arg.string, '', stage='configure'),\n"
    "    secret=True)\n"
    "late = Key.create('late', Key.Arg.opt(Key.Arg.int, 1, stage='run'))\n"
    "both = Key.alias('fast', {port: 8080, late: 2}, doc='Serve fast.')\n"
    "register('a', [main('unikernel', job, keys=[port, since, token, late, both])])\n"
)
