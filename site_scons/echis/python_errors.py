# SPDX-License-Identifier: ISC
"""What Python says of a mistake in a ``config.py``, as its author would put it."""

from __future__ import annotations

import ast
import re
import traceback

_MISSING = re.compile(r"(\w+)\(\) missing \d+ required ([\w-]+) arguments?: (.+)")
_UNKNOWN = re.compile(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'")
_TOO_MANY = re.compile(
    r"(\w+)\(\) takes (?:from \d+ to )?(\d+) positional arguments? but (\d+)\b"
)


def sentence(error: BaseException, source: bytes, line: int) -> str:
    """One line for an exception that the file ``source`` met at its ``line``."""
    said = str(error)
    if isinstance(error, TypeError):
        if found := _MISSING.fullmatch(said):
            return f"{found[1]} needs {_missing(found[2], found[3])}; not given here"
        if found := _UNKNOWN.match(said):
            return f"{found[1]} takes no {found[2]}="
        if found := _TOO_MANY.match(said):
            return _too_many(found[1], int(found[2]), int(found[3]))
    if isinstance(error, NameError):
        made = _made_at(error.name or "", source)
        if made > line:
            return (
                f"{error.name} is needed here and made at line {made}: make it first; "
                f"two implementations cannot need each other"
            )
    return traceback.format_exception_only(error)[-1].strip().replace("\n", " ")


def _missing(kind: str, names: str) -> str:
    """``'a', 'b', and 'c'`` with the equals signs that they are written with."""
    equals = "=" if kind == "keyword-only" else ""
    return re.sub(r"'(\w+)'", rf"\1{equals}", names).replace(", and", " and")


def _too_many(name: str, most: int, given: int) -> str:
    if not most:
        return f"{name} takes its arguments by name only, NAME=VALUE"
    plural = "s" if most > 1 else ""
    return f"{name} takes {most} argument{plural} without a name, not {given}"


def _made_at(name: str, source: bytes) -> int:
    """The first line that gives this name a value; 0 where none does."""
    lines = [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Name)
        and node.id == name
        and isinstance(node.ctx, ast.Store)
    ]
    return min(lines, default=0)
