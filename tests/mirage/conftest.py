# SPDX-License-Identifier: ISC
"""An application as its author writes it, loaded and resolved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from echis import config_loader
from echis.application import Application
from echis.codegen import files
from echis.errors import ConfigError
from echis.info import of

Config = Callable[..., Application]
Mistake = Callable[[str], str]

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
