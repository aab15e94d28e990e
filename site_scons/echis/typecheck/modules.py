# SPDX-License-Identifier: ISC
"""The modules that an image can have, and the names that they give."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from echis import stdlib, units
from echis.imports import ALWAYS
from echis.micropython import CModules
from echis.search_path import Folder


@dataclass(frozen=True, slots=True)
class Names:
    """What a module gives; there may be more where it is not ``complete``."""

    known: frozenset[str] = frozenset()
    complete: bool = False

    def __or__(self, other: Names) -> Names:
        """Both together."""
        return Names(self.known | other.known, self.complete and other.complete)


_LIBRARY = stdlib.ROOT / "runtime" / "lib"
_UNKNOWN = Names()
_NOTHING = Names(complete=True)


class Modules:
    """What may be imported: C modules, and Python files of the folders.

    ``stub`` is the file that describes a C module, where there is one.
    """

    def __init__(
        self,
        folders: Sequence[Folder],
        c_modules: CModules,
        stub: Callable[[str], Path | None],
    ) -> None:
        self._folders = folders
        self._c = c_modules
        self._stub = stub
        self._names: dict[str, Names] = {}

    def has(self, name: str) -> bool:
        """Whether there is a module or package of this dotted name."""
        return self._is_c(name) or any(map(Path.exists, self._places(name)))

    def is_ours(self, name: str) -> bool:
        """Whether nothing of an application takes the place of Echis's module."""
        path = self._file(name)
        return path is None or path.resolve().is_relative_to(_LIBRARY)

    def names(self, name: str) -> Names:
        """The names that a module of Python gives; a C module is the stubs' to tell."""
        if name not in self._names:
            # A module that imports itself all the way round adds nothing.
            self._names[name] = _NOTHING
            path = None if name in self._c.fixed else self._file(name)
            self._names[name] = self._given(name, path) if path else _UNKNOWN
        return self._names[name]

    def _is_c(self, name: str) -> bool:
        """``ujson`` is the json that Python may replace."""
        alias = name.removeprefix("u")
        every = self._c.fixed | self._c.extensible | set(ALWAYS)
        return name in every or alias in self._c.extensible | {"sys"}

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

    def _given(self, name: str, path: Path) -> Names:
        try:
            text = path.read_text(encoding="utf-8")
            tree = ast.parse(text)
        except (OSError, SyntaxError, ValueError):
            return _UNKNOWN
        package = name if path.stem == "__init__" else name.rpartition(".")[0]
        lazy = frozenset(units.scan(text, str(path)).lazy)
        found = Names(lazy | _globals(tree), complete=True)
        for statement in _top(tree.body):
            found |= self._bound(statement, package)
        computes = "__getattr__" in found.known and not lazy
        return found | _UNKNOWN if computes else found

    def _bound(self, node: ast.stmt, package: str) -> Names:
        """What a statement at the top binds."""
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            return Names(frozenset({node.name}), complete=True)
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            return self._star(absolute(node.module or "", node.level, package))
        if isinstance(node, ast.Import | ast.ImportFrom):
            found = {(a.asname or a.name).split(".")[0] for a in node.names}
            return Names(frozenset(found), complete=True)
        stored = (n for n in ast.walk(node) if isinstance(n, ast.Name))
        found = {n.id for n in stored if isinstance(n.ctx, ast.Store)}
        return Names(frozenset(found), complete=True)

    def _star(self, module: str) -> Names:
        replaced = module not in self._c.fixed and self._file(module) is not None
        if replaced or not self._is_c(module):
            return self.names(module)
        path = self._stub(module.removeprefix("u")) or self._stub(module)
        return self._given(module, path) if path else _UNKNOWN


def _top(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements of a module, those under conditions as well."""
    for node in body:
        yield node
        for part in ("body", "orelse", "finalbody", "handlers"):
            inner = [] if _is_scope(node) else getattr(node, part, [])
            for one in inner:
                yield from _top([one] if isinstance(one, ast.stmt) else one.body)


def _is_scope(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)


def _globals(tree: ast.Module) -> frozenset[str]:
    """Names that functions bind at the top."""
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Global))
    return frozenset(name for node in nodes for name in node.names)


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
