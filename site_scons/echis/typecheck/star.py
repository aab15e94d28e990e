# SPDX-License-Identifier: ISC
"""``from echis import *`` as mypy should read it in a ``config.py``.

The language has many short names, and a ``config.py`` may give one of them a meaning
of its own: ``keys = […]``. Python does not mind; mypy takes the name's first type for
its only one. So the import is spelled out, without the names that are given anew.
"""

from __future__ import annotations

import ast
from collections.abc import Collection


def explicit(text: str, exported: Collection[str]) -> str:
    """``text`` with the import spelled out, where it needs to be; lines stay."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return text
    given = _given(tree) & set(exported)
    stars = [node for node in tree.body if _is_star(node)]
    if not given or not stars:
        return text
    wanted = sorted(_used(tree) & set(exported) - given)
    spelled = f"from echis import {', '.join(wanted)}" if wanted else "pass"
    lines = text.splitlines(keepends=True)
    for node in stars:
        line = lines[node.lineno - 1]
        lines[node.lineno - 1] = line.replace(ast.unparse(node), spelled)
    return "".join(lines)


def _is_star(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.ImportFrom)
        and node.module == "echis"
        and node.names[0].name == "*"
    )


def _given(tree: ast.Module) -> set[str]:
    """The names that statements at the top bind, imports apart."""
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        else:
            found |= _names(node, ast.Store)
    return found


def _used(tree: ast.Module) -> set[str]:
    return _names(tree, ast.Load)


def _names(tree: ast.AST, context: type[ast.expr_context]) -> set[str]:
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return {node.id for node in names if isinstance(node.ctx, context)}
