# SPDX-License-Identifier: ISC
"""The application's ``start``, looked at in the source of its module."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from echis.errors import ConfigError
from echis.impl import Dev
from echis.location import Location

NAME = "start"
_HANDED = ": deps are handed over too, behind the functor's arguments"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def source(folders: Sequence[Path], module: str) -> Path | None:
    """The file of ``module`` in the first of ``folders`` that has one."""
    for folder in folders:
        stem = folder.joinpath(*module.split("."))
        for path in (stem.with_name(stem.name + ".py"), stem / "__init__.py"):
            if path.is_file():
                return path
    return None


def kind(folders: Sequence[Path], module: str) -> Literal["plain", "async", "unknown"]:
    """How ``start`` is called: plain needs no event loop, and unknown may need one."""
    tree = _parsed(source(folders, module))
    found = list(_bound(tree.body)) if tree else []
    if not tree or len(found) != 1 or found[0] not in tree.body:
        return "unknown"
    match found[0]:
        case ast.FunctionDef(decorator_list=[]):
            return "plain"
        case ast.AsyncFunctionDef(decorator_list=[]):
            return "async"
    return "unknown"


def check(folder: Path, shown: Path, one: Dev[Any]) -> None:
    """Refuse a module that is not there, or whose ``start`` cannot be called.

    ``shown`` is ``folder`` as errors spell it.
    """
    device = one.device
    folders = [folder, *(folder / lib for lib in device.local_libs)]
    path = source(folders, device.module)
    if path is None:
        expected = device.module.replace(".", "/") + ".py"
        raise ConfigError(f"there is no {expected} beside config.py", device.location)
    tree = _parsed(path)
    if tree is None:
        return
    inside = path.relative_to(folder) if path.is_relative_to(folder) else path
    where = Location(str(shown / inside))
    found = list(_bound(tree.body))
    if not found:
        raise ConfigError(
            f"there is no start: write async def start({_names(one)}): …", where
        )
    if isinstance(found[-1], Function):
        _check_count(found[-1], one, Location(where.file, found[-1].lineno))


def _names(one: Dev[Any]) -> str:
    return ", ".join(map(str, one.handed))


def _check_count(found: Function, one: Dev[Any], where: Location) -> None:
    wanted = len(one.handed)
    for name in _only_named(found):
        raise ConfigError(
            f"start takes {name} by its name only, and nobody gives it that: leave out "
            f"the * before it, or write a default",
            where,
        )
    most = len(found.args.posonlyargs + found.args.args)
    least = most - len(found.args.defaults)
    if wanted < least or (wanted > most and not found.args.vararg):
        raise ConfigError(
            f"start takes {_count(least, most)}, and {one.signature} gives it {wanted}"
            f"{_HANDED * bool(one.deps)}",
            where,
        )


def _only_named(found: Function) -> list[str]:
    """Parameters that nobody would give; a decorator may."""
    if found.decorator_list:
        return []
    given = zip(found.args.kwonlyargs, found.args.kw_defaults, strict=True)
    return [arg.arg for arg, default in given if default is None]


def _count(least: int, most: int) -> str:
    if least == most:
        return "1 argument" if most == 1 else f"{most} arguments"
    return f"{least} to {most} arguments"


def _parsed(path: Path | None) -> ast.Module | None:
    try:
        return ast.parse(path.read_bytes()) if path else None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # The import graph and mpy-cross judge what can be read.
        return None


def _bound(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that may give ``start`` its value, in any branch."""
    for node in body:
        if _binds(node):
            yield node
        if not isinstance(node, Function | ast.ClassDef):
            for field in ("body", "orelse", "finalbody"):
                yield from _bound(getattr(node, field, []))
            for handler in getattr(node, "handlers", []):
                yield from _bound(handler.body)


def _binds(node: ast.stmt) -> bool:
    if isinstance(node, Function | ast.ClassDef):
        return node.name == NAME
    if isinstance(node, ast.Import | ast.ImportFrom):
        names = (alias.asname or alias.name for alias in node.names)
        return any(name in (NAME, "*") for name in names)
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Expr):
        # Also a walrus, or a global set by its name in a table.
        words = (n for n in ast.walk(node) if isinstance(n, ast.Name | ast.Constant))
        return any(
            NAME in (getattr(n, "id", ""), getattr(n, "value", "")) for n in words
        )
    return False
