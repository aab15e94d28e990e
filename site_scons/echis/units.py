# SPDX-License-Identifier: ISC
"""What one Python file imports and mentions, function by function.

A unit is a module's top level or one function. What a function imports counts
only when something that runs mentions the function's name, or may compute it.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from echis import unsupported
from echis.erasure import Running

TOP = ""

# Catching one of these makes the imports under `try` optional.
_CATCHES = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}
_IMPORT_ERRORS = {"ImportError", "ModuleNotFoundError"}
_COMPILING = {"eval", "exec", "compile", "execfile"}
# What gives access to every name there is.
_REFLECTING = {"dir", "globals", "locals", "vars"}
_CAUGHT = "its ImportError is caught"

# Methods that C calls by name: of streams, block devices, file systems, generators.
_CALLED_BY_C = {
    *("readinto", "write", "ioctl", "readblocks", "writeblocks"),
    *("mount", "umount", "open", "stat", "statvfs", "ilistdir", "chdir", "getcwd"),
    *("mkdir", "remove", "rename", "rmdir", "send", "throw", "close"),
}


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement's name: `from a import b` gives module a, attribute b.

    `optional` says why it may be missing; `instead_of` holds the imports of the
    `try` whose handler this one is in, and `alone` whether their failure is the only
    way to get there.
    """

    module: str
    attribute: str
    level: int
    line: int
    optional: str = ""
    instead_of: tuple[Import, ...] = ()
    alone: bool = False


@dataclass(slots=True)
class Unit:
    """A module's top level, or a function of it."""

    name: str
    imports: list[Import] = field(default_factory=list)
    mentions: set[str] = field(default_factory=set)
    attributes: dict[str, int] = field(default_factory=dict)
    compiles: list[tuple[str, int]] = field(default_factory=list)
    dynamic: list[int] = field(default_factory=list)
    computes: bool = False
    always: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """The units of one file, and the submodules its attributes load lazily."""

    units: tuple[Unit, ...]
    lazy: dict[str, str]


def scan(text: str, filename: str) -> File:
    """The units of a file's text; SyntaxError where CPython finds one.

    ConfigError at the line of what no image can hold.
    """
    try:
        tree = ast.parse(text, filename)
    except ValueError as error:
        # Null bytes, which later versions of Python call a SyntaxError too.
        raise SyntaxError(str(error)) from None
    tables = _lazy_tables(tree)
    visitor = _Visitor(tables, filename)
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


def _caught(handler: ast.ExceptHandler) -> set[str]:
    """The names of the exceptions that a handler catches; none: all."""
    caught = handler.type
    types = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return {getattr(t, "id", "") for t in types if t is not None}


def _catches_import_error(handler: ast.ExceptHandler) -> bool:
    return handler.type is None or bool(_caught(handler) & _CATCHES)


def _fails_by_import_alone(node: ast.Try, handler: ast.ExceptHandler) -> bool:
    """Whether a module that is not there is all that can bring the handler to run."""
    plain = all(isinstance(statement, ast.Import) for statement in node.body)
    return plain and handler.type is not None and _caught(handler) <= _IMPORT_ERRORS


class _Visitor(Running):
    def __init__(self, lazy_tables: list[ast.Dict], file: str) -> None:
        self._file = file
        self._lazy_tables = lazy_tables
        self.units = [Unit(TOP, always=True)]
        self._unit = self.units[0]
        self._optional = ""
        self._instead_of: tuple[Import, ...] = ()
        self._alone = False
        self._in_class = False
        self._builtins = {"builtins"}

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._add(alias.name, "", 0, node.lineno)
            if alias.name == "builtins" and alias.asname:
                self._builtins.add(alias.asname)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            self._add(node.module or "", alias.name, node.level, node.lineno)
            self._unit.attributes.setdefault(alias.name, node.lineno)
            self._unit.mentions.add(alias.name)
            if node.module == "builtins":
                self._note_compiling(alias.name, node.lineno)

    def _add(self, module: str, attribute: str, level: int, line: int) -> None:
        why = (self._optional, self._instead_of, self._alone)
        self._unit.imports.append(Import(module, attribute, level, line, *why))

    def _note_compiling(self, name: str, line: int) -> None:
        if name in _COMPILING:
            self._unit.compiles.append((name, line))
            self._unit.computes = True

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        before, self._in_class = self._in_class, True
        self.generic_visit(node)
        self._in_class = before

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for decorator in node.decorator_list:
            unsupported.check_decorator(decorator, self._file)
        for part in [*node.decorator_list, *node.args.defaults]:
            self.visit(part)
        for default in node.args.kw_defaults:
            if default:
                self.visit(default)
        outer = self._unit
        special = node.name.startswith("__") and node.name.endswith("__")
        called = self._in_class and node.name in _CALLED_BY_C
        always = special or called or bool(node.decorator_list)
        self._unit = Unit(node.name, always=always and outer.always)
        if always and not outer.always:
            # Runs whenever the function around it runs: the same unit.
            self._unit = outer
        else:
            self.units.append(self._unit)
        self._visit_body(node)
        self._unit = outer

    def _visit_body(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        before = self._optional, self._in_class
        # It runs when it is called, which is not under the `try` around it.
        self._optional = "" if self._optional == _CAUGHT else self._optional
        self._in_class = False
        for statement in node.body:
            self.visit(statement)
        self._optional, self._in_class = before

    visit_AsyncFunctionDef = visit_FunctionDef

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
        self._optional = _CAUGHT
        for statement in node.body:
            self.visit(statement)
        self._optional = before
        tried = tuple(self._unit.imports[start:])
        for handler in node.handlers:
            self._visit_handler(handler, tried, _fails_by_import_alone(node, handler))
        for statement in [*node.orelse, *node.finalbody]:
            self.visit(statement)

    def _visit_handler(
        self, handler: ast.ExceptHandler, tried: tuple[Import, ...], alone: bool
    ) -> None:
        before = self._instead_of, self._alone
        if _catches_import_error(handler) and tried:
            self._instead_of, self._alone = tried, alone
        self.generic_visit(handler)
        self._instead_of, self._alone = before

    def visit_Name(self, node: ast.Name) -> None:
        self._unit.mentions.add(node.id)
        if isinstance(node.ctx, ast.Load):
            self._note_compiling(node.id, node.lineno)
        self._unit.computes |= node.id in _REFLECTING

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self._unit.mentions.add(node.attr)
        self._unit.attributes.setdefault(node.attr, node.lineno)
        self._unit.computes |= getattr(node.value, "attr", "") == "__dict__"
        if getattr(node.value, "id", "") in self._builtins:
            self._note_compiling(node.attr, node.lineno)
        self.visit(node.value)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self._unit.computes |= getattr(node.value, "attr", "") == "__dict__"
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        # A lazy table mentions nothing: who asks for one of its names does.
        if node not in self._lazy_tables:
            self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        # A string of its own is a comment.
        if not isinstance(node.value, ast.Constant):
            self.visit(node.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        unsupported.check_constant(node, self._file)
        # A name in a string may be looked up by getattr or a table.
        if isinstance(node.value, str) and node.value.isidentifier():
            self._unit.mentions.add(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "id", "")
        if name == "getattr" and len(node.args) > 1:
            self._getattr(node.args[0], node.args[1], node.lineno)
        if name == "__import__":
            self._import_by_call(node)
        self.generic_visit(node)

    def _getattr(self, base: ast.expr, attribute: ast.expr, line: int) -> None:
        name = getattr(attribute, "value", None)
        if not isinstance(name, str):
            self._unit.computes = True
            return
        self._unit.attributes.setdefault(name, line)
        if getattr(base, "id", "") in self._builtins:
            self._note_compiling(name, line)

    def _import_by_call(self, node: ast.Call) -> None:
        """`__import__(NAME, globals, locals, FROM, LEVEL)`, where it is constant."""
        given = [getattr(argument, "value", None) for argument in node.args]
        name = given[0] if given else None
        level = given[4] if len(given) > 4 else 0
        if not isinstance(name, str) or not isinstance(level, int) or node.keywords:
            self._unit.dynamic.append(node.lineno)
            return
        names = getattr(node.args[3], "elts", []) if len(given) > 3 else []
        for attribute in [getattr(n, "value", "") for n in names] or [""]:
            self._add(name, str(attribute), level, node.lineno)
