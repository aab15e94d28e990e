# SPDX-License-Identifier: ISC
"""An index on loopback, an empty cache, and an application that asks for packages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from echis import imports, lock, micropython
from echis.freeze import Frozen
from echis.imports import Imports, Root
from echis.lock import Entry
from echis.package import Package, merge, package
from echis.packages import locking
from echis.packages import place as places
from echis.packages.place import Place
from echis.progress import Progress
from echis.search_path import Folder
from tests.fetch.conftest import cache, mirror
from tests.fetch.hostile import Mirror
from tests.packages.index import Index

__all__ = ["cache", "mirror"]

_C_MODULES = micropython.CModules(
    fixed=frozenset({"builtins", "sys", "__main__", "gc"}),
    extensible=frozenset({"json", "re"}),
)


@pytest.fixture
def index(
    mirror: Mirror, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Index:
    return use(mirror, tmp_path, monkeypatch)


def use(mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    """An index that is the only one that pip knows."""
    served = Index(mirror)
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_CONSTRAINT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", served.url)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_CACHE_DIR", str(tmp_path / "pip"))
    monkeypatch.setenv("PIP_RETRIES", "0")
    return served


@dataclass
class App:
    """An application with one module, whose config.py asks for packages line by line.

    Lines are counted from 3, as they would be after the licence and the import.
    """

    root: Path
    folder: Path
    text: str = ""
    packages: list[Package] = field(default_factory=list)
    more: list[Folder] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return places.of(self.root, self.folder, Path(self.folder.name))

    def wants(self, *asked: str | tuple[str, dict[str, Any]]) -> App:
        """Asks for these instead, each at a line of its own."""
        self.packages = []
        for line, one in enumerate(asked, 3):
            name, options = (one, {}) if isinstance(one, str) else one
            names = {"package": package, "name": name, "options": options}
            text = "\n" * (line - 1) + "found = package(name, **options)"
            exec(compile(text, f"{self.folder.name}/config.py", "exec"), names)
            found = names["found"]
            assert isinstance(found, Package)
            self.packages.append(found)
        return self

    def lock(self, newest: str = "") -> str:
        return locking.update(
            self.place,
            merge(self.packages),
            self.resolve,
            newest=newest,
            progress=Progress(None),
        )

    def check(self) -> str:
        return locking.check(self.place, merge(self.packages))

    def resolve(
        self, roots: Sequence[Root], folders: Sequence[Folder]
    ) -> list[Imports]:
        own = Root(Frozen(str(self.folder / "unikernel.py"), "unikernel.py"), self.text)
        every = [Folder(self.folder), *folders, *self.more]
        return [imports.resolve(roots or [own], every, _C_MODULES)]

    @property
    def entries(self) -> dict[str, Entry]:
        return lock.load(self.place.lock).packages

    @property
    def versions(self) -> dict[str, str]:
        return {name: entry.version for name, entry in self.entries.items()}


@pytest.fixture
def app(index: Index, tmp_path: Path) -> App:
    """An application outside the tree."""
    return _app(tmp_path / "tree", tmp_path / "shop")


def _app(root: Path, folder: Path) -> App:
    for one in (root, folder):
        one.mkdir(exist_ok=True)
    (folder / "config.py").write_text("# what it asks for is in the test\n")
    return App(root, folder)


@pytest.fixture
def pair(index: Index, tmp_path: Path) -> tuple[App, App]:
    """Two applications inside the tree, which share its lock."""
    root = tmp_path / "tree"
    root.mkdir()
    (root / "third_party.lock").write_text(lock.dumps(()))
    return _app(root, root / "one"), _app(root, root / "two")
