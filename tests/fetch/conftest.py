# SPDX-License-Identifier: ISC
"""A mirror on loopback and an empty cache, with nothing of this machine's settings."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fetch.hostile import Mirror

_SETTINGS = ("PIP_", "ECHIS_", "HTTP", "http", "NO_PROXY", "no_proxy", "ALL_PROXY")


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with Mirror() as running:
        yield running


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in os.environ:
        if name.startswith(_SETTINGS):
            monkeypatch.delenv(name)
    folder = tmp_path / "cache"
    monkeypatch.setenv("ECHIS_CACHE", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return folder
