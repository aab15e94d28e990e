# SPDX-License-Identifier: ISC
"""The annotated names of classes that are made of them.

MicroPython's compiler drops annotations, and with them the fields of a dataclass
that have no default. Where a class needs them, this writes their names into its
body, on the line of the first one, so that no line moves.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

# Decorators and bases, by their last name, whose classes are made of annotations.
_DECORATORS = {"dataclass"}
_BASES = {"NamedTuple", "TypedDict"}
NAME = "__fields__"


def keep(text: str) -> str:
    """`text` with the annotated names of its dataclasses; itself without any."""
    if not any(word in text for word in _DECORATORS | _BASES):
        return text
    lines = text.splitlines(keepends=True)
    edits = sorted(_edits(ast.parse(text)), reverse=True)
    for line, column, inserted in edits:
        raw = lines[line - 1].encode()
        lines[line - 1] = (raw[:column] + inserted.encode() + raw[column:]).decode()
    return "".join(lines)


def _edits(tree: ast.Module) -> Iterator[tuple[int, int, str]]:
    """Where each insertion goes: line (from 1), column in bytes, text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and _is_made_of_annotations(node):
            fields = [s for s in node.body if isinstance(s, ast.AnnAssign)]
            names = [_spelled(field) for field in fields]
            if kept := [name for name in names if name]:
                first = fields[0]
                text = f"{NAME} = ({', '.join(map(repr, kept))},); "
                yield first.lineno, first.col_offset, text


def _is_made_of_annotations(node: ast.ClassDef) -> bool:
    decorators = {_last_name(decorator) for decorator in node.decorator_list}
    bases = {_last_name(base) for base in node.bases}
    return bool(decorators & _DECORATORS or bases & _BASES)


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _spelled(field: ast.AnnAssign) -> str:
    """A field's name; `*` for KW_ONLY, `name!` for an InitVar, nothing for ClassVar."""
    if not isinstance(field.target, ast.Name):
        return ""
    kind = _kind(field.annotation)
    if kind == "ClassVar":
        return ""
    if kind == "KW_ONLY":
        return "*"
    return field.target.id + ("!" if kind == "InitVar" else "")


def _kind(annotation: ast.expr) -> str:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            return _kind(ast.parse(annotation.value, mode="eval").body)
        except SyntaxError:
            return ""
    if isinstance(annotation, ast.Subscript):
        return _last_name(annotation.value)
    return _last_name(annotation)
