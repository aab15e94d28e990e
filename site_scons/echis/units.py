# SPDX-License-Identifier: ISC
"""What one Python file imports and mentions, function by function.

A unit is a module's top level or one function. What a function imports counts
only when something that runs mentions the function's name.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

TOP = ""

# Catching one of these makes the imports under `try` optional.
_CATCHES = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
_COMPILING = {"eval", "exec", "compile", "execfile"}


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement's name: `from a import b` gives module a, attribute b.

    `optional` says why it may be missing; `instead_of` holds the imports whose
    failure alone makes this one run.
    """

    module: str
    attribute: str
    level: int
    line: int
    optional: str = ""
    instead_of: tuple[Import, ...] = ()


@dataclass(slots=True)
class Unit:
    """A module's top level, or a function of it."""

    name: str
    imports: list[Import] = field(default_factory=list)
    mentions: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    compiles: list[tuple[str, int]] = field(default_factory=list)
    dynamic: list[int] = field(default_factory=list)
    always: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """The units of one file, and the submodules its attributes load lazily."""

    units: tuple[Unit, ...]
    lazy: dict[str, str]


def scan(text: str, filename: str) -> File:
    """The units of a file's text; SyntaxError where CPython finds one."""
    tree = ast.parse(text, filename)
    tables = _lazy_tables(tree)
    visitor = _Visitor(tables)
    visitor.visit(tree)
    lazy = {
        name: module for table in tables for name, module in _strings(table).items()
    }
    return File(tuple(visitor.units), lazy)


def _lazy_tables(tree: ast.Module) -> list[ast.Dict]:
    """The tables that a module's `__getattr__` loads its submodules by."""
    functions = {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}
    if "__getattr__" not in functions:
        return []
    values = [node.value for node in tree.body if isinstance(node, ast.Assign)]
    dicts = [value for value in values if isinstance(value, ast.Dict)]
    return [table for table in dicts if _strings(table)]


def _strings(table: ast.Dict) -> dict[str, str]:
    pairs = zip(table.keys, table.values, strict=True)
    constants = [
        (key.value, value.value)
        for key, value in pairs
        if isinstance(key, ast.Constant) and isinstance(value, ast.Constant)
    ]
    return {k: v for k, v in constants if isinstance(k, str) and isinstance(v, str)}


def _is_false(test: ast.expr) -> str:
    """Why a test never holds in an image, or nothing."""
    if isinstance(test, ast.Constant) and not test.value:
        return "its condition is always false"
    name = test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", "")
    return "it is for type checkers only" if name == "TYPE_CHECKING" else ""


def _catches_import_error(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    caught = handler.type
    types = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(isinstance(t, ast.Name) and t.id in _CATCHES for t in types)


class _Visitor(ast.NodeVisitor):
    def __init__(self, lazy_tables: list[ast.Dict]) -> None:
        self._lazy_tables = lazy_tables
        self.units = [Unit(TOP, always=True)]
        self._unit = self.units[0]
        self._optional = ""
        self._instead_of: tuple[Import, ...] = ()

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._add(alias.name, "", 0, node.lineno)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            self._add(node.module or "", alias.name, node.level, node.lineno)
            self._unit.attributes.add(alias.name)
            self._unit.mentions.add(alias.name)

    def _add(self, module: str, attribute: str, level: int, line: int) -> None:
        found = Import(module, attribute, level, line, self._optional, self._instead_of)
        self._unit.imports.append(found)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for part in [*node.decorator_list, *node.args.defaults]:
            self.visit(part)
        for default in node.args.kw_defaults:
            if default:
                self.visit(default)
        outer = self._unit
        special = node.name.startswith("__") and node.name.endswith("__")
        always = special or bool(node.decorator_list)
        self._unit = Unit(node.name, always=always and outer.always)
        if always and not outer.always:
            # Runs whenever the function around it runs: the same unit.
            self._unit = outer
        else:
            self.units.append(self._unit)
        for statement in node.body:
            self.visit(statement)
        self._unit = outer

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        # Annotations do not run.
        self.visit(node.target)
        if node.value:
            self.visit(node.value)

    def visit_If(self, node: ast.If) -> None:
        self.visit(node.test)
        before = self._optional
        self._optional = _is_false(node.test) or before
        for statement in node.body:
            self.visit(statement)
        self._optional = before
        for statement in node.orelse:
            self.visit(statement)

    def visit_Try(self, node: ast.Try) -> None:
        if not any(map(_catches_import_error, node.handlers)):
            self.generic_visit(node)
            return
        before, start = self._optional, len(self._unit.imports)
        self._optional = "its ImportError is caught"
        for statement in node.body:
            self.visit(statement)
        self._optional = before
        tried = tuple(self._unit.imports[start:])
        for handler in node.handlers:
            self._visit_handler(handler, tried)
        for statement in [*node.orelse, *node.finalbody]:
            self.visit(statement)

    def _visit_handler(
        self, handler: ast.ExceptHandler, tried: tuple[Import, ...]
    ) -> None:
        before = self._instead_of
        if _catches_import_error(handler) and tried:
            self._instead_of = tried
        self.generic_visit(handler)
        self._instead_of = before

    def visit_Name(self, node: ast.Name) -> None:
        self._unit.mentions.add(node.id)
        if node.id in _COMPILING and isinstance(node.ctx, ast.Load):
            self._unit.compiles.append((node.id, node.lineno))

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self._unit.mentions.add(node.attr)
        self._unit.attributes.add(node.attr)
        base = getattr(node.value, "id", "")
        if base == "builtins" and node.attr in _COMPILING:
            self._unit.compiles.append((node.attr, node.lineno))
        self.visit(node.value)

    def visit_Dict(self, node: ast.Dict) -> None:
        # A lazy table mentions nothing: who asks for one of its names does.
        if node not in self._lazy_tables:
            self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        # A name in a string may be looked up by getattr or a table.
        if isinstance(node.value, str) and node.value.isidentifier():
            self._unit.mentions.add(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "id", "")
        constants = [a.value for a in node.args if isinstance(a, ast.Constant)]
        names = [c for c in constants if isinstance(c, str)]
        if name == "getattr":
            self._unit.attributes.update(names)
        if name == "__import__" and len(node.args) == 1 and names:
            self._add(names[0], "", 0, node.lineno)
        elif name == "__import__":
            self._unit.dynamic.append(node.lineno)
        self.generic_visit(node)
