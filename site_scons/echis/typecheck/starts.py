# SPDX-License-Identifier: ISC
"""``start`` against its functor type: a file for mypy, and its errors in our words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from echis.typecheck.task import Main, Task

FILE = "echis_starts"
_CALLABLE = "_Callable[[{params}], object]"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: what it says, and what an error there is about."""

    text: str
    main: Main
    param: int | None = None


def lines(task: Task) -> list[Line]:
    """The statements about each ``start``, one a line."""
    return [line for main in task.mains for line in _lines(main)]


def text(task: Task) -> str:
    """The file; its first line imports, each other is one of `lines`."""
    modules = {p for m in task.mains for one in m.params for p in one.modules}
    modules |= {main.module for main in task.mains} - {"builtins"}
    head = "from collections.abc import Awaitable as _Awaitable, Callable as _Callable"
    imports = [f"import {module}" for module in sorted(modules)]
    first = "; ".join([head, "from typing import Any as _Any", *imports])
    named = [f"_{number}: {line.text}" for number, line in enumerate(lines(task))]
    return "\n".join([first, *named, ""])


def _lines(main: Main) -> Iterator[Line]:
    start = f"{main.module}.start"
    for index, param in enumerate(main.params):
        if param.annotation:
            params = ["_Any"] * len(main.params)
            params[index] = param.annotation
            expected = _CALLABLE.format(params=", ".join(params))
            yield Line(f"{expected} = {start}", main, index)
    gives = "_Awaitable[None] | None" if main.job else "object"
    yield Line(f"_Callable[..., {gives}] = {start}", main)


@dataclass(frozen=True, slots=True)
class Start:
    """Where ``start`` of a module stands, and how it is annotated."""

    line: int
    params: tuple[tuple[str, int, str], ...]
    returns: str


def find(task: Task, main: Main) -> Start | None:
    """``start`` of the module; None where no ``def`` at its top says it."""
    path = task.source(main.module)
    if path is None:
        return None
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        return None
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    for node in reversed(tree.body):
        if isinstance(node, functions) and node.name == "start":
            args = [*node.args.posonlyargs, *node.args.args]
            returns = ast.unparse(node.returns) if node.returns else ""
            return Start(node.lineno, tuple(map(_described, args)), returns)
    return None


def _described(arg: ast.arg) -> tuple[str, int, str]:
    return arg.arg, arg.lineno, ast.unparse(arg.annotation) if arg.annotation else ""


def explained(task: Task, number: int, said: str) -> tuple[str, int, str]:
    """File, line and sentence of an error that mypy tells of a line of the file.

    The file is relative to the application's folder.
    """
    # The first line, of imports, is line 1.
    line = lines(task)[max(number - 2, 0)]
    main = line.main
    file = main.module.replace(".", "/") + ".py"
    path = task.source(main.module)
    if path is not None:
        file = path.relative_to(task.folder).as_posix()
    start = find(task, main)
    if start is None:
        return "config.py", main.line, _elsewhere(main, file, said)
    if line.param is None:
        gives = start.returns or "a value"
        place = f"{main.type} at config.py:{main.line}"
        return file, start.line, f"start is expected to give None, got {gives}: {place}"
    return file, *_argument(main, start, line.param)


def _elsewhere(main: Main, file: str, said: str) -> str:
    if "has no attribute" in said:
        return f"{file} has no start"
    return f"start of {file} does not fit {main.type}: {said}"


def _argument(main: Main, start: Start, index: int) -> tuple[int, str]:
    given = main.params[index].name
    place = f"{main.type} at config.py:{main.line}"
    if index >= len(start.params):
        return start.line, f"start does not take argument {index + 1}, {given}: {place}"
    name, line, annotation = start.params[index]
    if not annotation:
        number = index + 1
        return (
            line,
            f"start does not take {given} as argument {number}, {name}: {place}",
        )
    expected = f"argument {index + 1} of start, {name}, is expected to be {annotation}"
    return line, f"{expected}, got {given}: {place}"
