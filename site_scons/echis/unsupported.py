# SPDX-License-Identifier: ISC
"""What Python's grammar allows and no image can hold, told at its line."""

from __future__ import annotations

import ast

from echis.errors import ConfigError
from echis.location import Location

_NATIVE = ("native", "viper", "asm_")


def check_decorator(node: ast.expr, file: str) -> None:
    """Refuse machine code that is made while the program runs or is frozen."""
    found = node.func if isinstance(node, ast.Call) else node
    if not isinstance(found, ast.Attribute) or not found.attr.startswith(_NATIVE):
        return
    if getattr(found.value, "id", "") == "micropython":
        raise ConfigError(
            f"@micropython.{found.attr} makes machine code at run time, and no memory "
            f"of an image is both writable and executable: leave it out, or write a C "
            f"module",
            Location(file, node.lineno),
        )


def check_constant(node: ast.Constant, file: str) -> None:
    """Refuse half a character: frozen strings are UTF-8, which cannot hold it."""
    if not isinstance(node.value, str):
        return
    half = next((c for c in node.value if 0xD800 <= ord(c) <= 0xDFFF), "")
    if half:
        raise ConfigError(
            f"this string holds \\u{ord(half):04x}, half of a surrogate pair: write "
            f"the whole character, as \\U0001f600",
            Location(file, node.lineno),
        )
