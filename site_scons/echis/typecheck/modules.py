# SPDX-License-Identifier: ISC
"""The modules that an image can have, and the names that they give."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from echis import units
from echis.imports import ALWAYS
from echis.micropython import CModules
from echis.search_path import Folder


class Modules:
    """What may be imported: C modules, and Python files of the folders."""

    def __init__(self, folders: Sequence[Folder], c_modules: CModules) -> None:
        self._folders = folders
        self._c = c_modules
        self._names: dict[str, frozenset[str] | None] = {}

    def has(self, name: str) -> bool:
        """Whether there is a module or package of this dotted name."""
        return self.is_c(name) or any(map(Path.exists, self._places(name)))

    def is_c(self, name: str) -> bool:
        """Whether it is a C module; ``ujson`` is the json that Python may replace."""
        alias = name.removeprefix("u")
        every = self._c.fixed | self._c.extensible | set(ALWAYS)
        return name in every or alias in self._c.extensible | {"sys"}

    def names(self, name: str) -> frozenset[str] | None:
        """The names that a Python module gives; None where that is not known."""
        if name not in self._names:
            self._names[name] = None
            path = None if name in self._c.fixed else self._file(name)
            self._names[name] = self._given(name, path) if path else None
        return self._names[name]

    def _places(self, name: str) -> Iterator[Path]:
        for folder in self._folders:
            inside = _inside(name, folder.prefix)
            if inside is not None:
                place = folder.path / inside
                yield place / "__init__.py"
                if inside:
                    yield place.with_suffix(".py")
                    yield place

    def _file(self, name: str) -> Path | None:
        return next((p for p in self._places(name) if p.is_file()), None)

    def _given(self, name: str, path: Path) -> frozenset[str] | None:
        try:
            text = path.read_text(encoding="utf-8")
            tree = ast.parse(text)
        except (OSError, SyntaxError, ValueError):
            return None
        package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        found = set(units.scan(text, str(path)).lazy)
        anything = not found
        for node in ast.walk(tree):
            inner = self._bound(node, package)
            if inner is None:
                return None
            found |= inner
        return None if "__getattr__" in found and anything else frozenset(found)

    def _bound(self, node: ast.AST, package: str) -> set[str] | None:
        """Names that a statement binds, at whatever depth: rather too many."""
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            return {node.name}
        if isinstance(node, ast.Name):
            return {node.id} if isinstance(node.ctx, ast.Store) else set()
        if isinstance(node, ast.Import):
            return {(a.asname or a.name).split(".")[0] for a in node.names}
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            inner = self.names(absolute(node.module or "", node.level, package))
            return None if inner is None else set(inner)
        if isinstance(node, ast.ImportFrom):
            return {a.asname or a.name for a in node.names}
        return set()


def absolute(module: str, level: int, package: str) -> str:
    """The module that an import of a file in ``package`` names, dots resolved."""
    if not level:
        return module
    parents = package.split(".")
    kept = parents[: len(parents) - level + 1]
    return ".".join([*kept, *([module] if module else [])])


def _inside(name: str, prefix: str) -> str | None:
    """The path of a module below a folder that stands for a package."""
    if not prefix:
        return name.replace(".", "/")
    if name == prefix:
        return ""
    if name.startswith(prefix + "."):
        return name[len(prefix) + 1 :].replace(".", "/")
    return None
