# SPDX-License-Identifier: ISC
"""What of a Python file only annotations need, which an image has no use for.

MicroPython does not evaluate annotations, but it runs the imports of their names.
An import of typing or of a device's type that nothing else uses is taken out, as
is the test ``TYPE_CHECKING``; every other byte keeps its line.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

# Modules that exist for annotations; what they give besides is kept where used.
_MODULES = ("typing", "typing_extensions", "types", "collections.abc", "echis")
_CHECKING = "TYPE_CHECKING"


@dataclass(frozen=True, slots=True)
class _Edit:
    """A part of the text, by line and byte, and what stands there instead."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


def erased(text: str) -> str:
    """``text`` without what only annotations need; SyntaxError where CPython's is."""
    if not any(word in text for word in (*_MODULES, "__future__", _CHECKING)):
        return text
    tree = ast.parse(text)
    used = _Used()
    used.visit(tree)
    edits = list(_edits(tree, used.names))
    return _applied(text, edits) if edits else text


def is_checking(test: ast.expr) -> bool:
    """Whether a condition holds for type checkers only."""
    name = test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", "")
    return name == _CHECKING


class Running(ast.NodeVisitor):
    """Visits what runs: annotations of variables do not."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """The target, and the value where there is one."""
        self.visit(node.target)
        if node.value:
            self.visit(node.value)


class _Used(Running):
    """The names that a file uses when it runs."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_Name(self, node: ast.Name) -> None:
        if not isinstance(node.ctx, ast.Store):
            self.names.add(node.id)

    def visit_arg(self, node: ast.arg) -> None:
        """Its annotation does not run."""

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for part in [*node.decorator_list, node.args, *node.body]:
            self.visit(part)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_If(self, node: ast.If) -> None:
        for part in node.orelse if is_checking(node.test) else _parts(node):
            self.visit(part)

    def visit_Assign(self, node: ast.Assign) -> None:
        if any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            constants = (n for n in ast.walk(node) if isinstance(n, ast.Constant))
            self.names.update(str(constant.value) for constant in constants)
        self.generic_visit(node)


def _parts(node: ast.If) -> list[ast.AST]:
    return [node.test, *node.body, *node.orelse]


def _edits(tree: ast.Module, used: set[str]) -> Iterator[_Edit]:
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and is_checking(node.test):
            yield _edit(node.test, "0")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            kept = [alias for alias in node.names if _runs(node, alias, used)]
            if kept != node.names:
                yield _edit(node, _statement(node, kept))


def _runs(node: ast.Import | ast.ImportFrom, alias: ast.alias, used: set[str]) -> bool:
    module = alias.name
    if isinstance(node, ast.ImportFrom):
        module = "" if node.level else node.module or ""
    if module == "__future__":
        return False
    known = module in _MODULES or module.startswith("echis.")
    bound = alias.asname or alias.name.split(".")[0]
    return not known or bound in used or bound == "*"


def _statement(node: ast.Import | ast.ImportFrom, kept: list[ast.alias]) -> str:
    if not kept:
        return "pass"
    if isinstance(node, ast.Import):
        return ast.unparse(ast.Import(kept))
    return ast.unparse(ast.ImportFrom(node.module, kept, node.level))


def _edit(node: ast.stmt | ast.expr, text: str) -> _Edit:
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    return _Edit(
        node.lineno, node.col_offset, node.end_lineno, node.end_col_offset, text
    )


def _applied(text: str, edits: list[_Edit]) -> str:
    """The text with each edit; a statement of several lines leaves empty ones."""
    lines = text.encode().splitlines(keepends=True)
    for edit in sorted(edits, key=lambda e: (e.line, e.column), reverse=True):
        first, last = edit.line - 1, edit.end_line - 1
        tail = lines[last][edit.end_column :]
        start = lines[first][: edit.column] + edit.text.encode()
        padding = [b"\n"] * (last - first)
        # What stood on the same line after it still belongs to its block.
        lines[first : last + 1] = [start + tail, *padding]
    return b"".join(lines).decode()
