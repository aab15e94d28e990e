# SPDX-License-Identifier: ISC
"""``requires_echis``: which Echis a ``config.py`` is written for.

It is read without running the file, which may use what this Echis does not have.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from echis.errors import ConfigError
from echis.location import Location
from echis.version import VERSION

NAME = "requires_echis"


def check_requires(
    source: ast.Module | str | bytes, shown: str, ours: str = VERSION
) -> None:
    """Refuses a ``config.py`` that is written for another Echis than ``ours``.

    ``shown`` is the file as errors name it.
    """
    for node in _outside_functions(_tree(source)):
        if isinstance(node, ast.Assign | ast.AnnAssign) and _names_it(node):
            _check(node.value, Location(shown, node.lineno), ours)


def _tree(source: ast.Module | str | bytes) -> ast.Module:
    if isinstance(source, ast.Module):
        return source
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return _line_of(source)


def _line_of(source: str | bytes) -> ast.Module:
    """The line alone, of a file whose other lines may be of a newer Python."""
    text = source if isinstance(source, str) else source.decode(errors="replace")
    found = re.search(rf"^{NAME}\s*=.*", text, re.M)
    try:
        return ast.parse(
            "\n" * text.count("\n", 0, found.start()) + found[0] if found else ""
        )
    except (SyntaxError, ValueError):
        # Who runs it will tell.
        return ast.Module([], [])


def _outside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    """The statements that run with the file, those under an `if` as well."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node
            yield from _outside_functions(node)


def _names_it(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return any(isinstance(one, ast.Name) and one.id == NAME for one in targets)


def _check(value: ast.expr | None, where: Location, ours: str) -> None:
    text = _text(value)
    try:
        wanted = SpecifierSet(text) if text.strip() else None
    except InvalidSpecifier:
        wanted = None
    if wanted is None:
        said = ast.unparse(value) if value else "nothing"
        raise ConfigError(
            f'{NAME} is {said}: write the versions as a text, ">=0.1,<0.2"', where
        )
    if not wanted.contains(ours, prereleases=True):
        raise ConfigError(
            f"this application is written for Echis {text}, and this is Echis {ours}",
            where,
        )


def _text(value: ast.expr | None) -> str:
    """The text that is written there; empty where something else is."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    return ""
