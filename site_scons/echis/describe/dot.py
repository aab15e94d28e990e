# SPDX-License-Identifier: ISC
"""An outline as a graph of Graphviz's dot, which other programs draw."""

from __future__ import annotations

from echis.describe.outline import Box, Line, Outline

_SHAPES = {"device": "box", "if": "ellipse", "app": "diamond"}
_STYLES = {
    "argument": "solid",
    "dep": "dashed",
    "branch": "dotted",
    "default": "dotted,bold",
    "functor": "bold",
}


def to_dot(outline: Outline) -> str:
    """The text, and nothing else: it can be piped into dot."""
    boxes = (_box(index, box) for index, box in enumerate(outline.boxes))
    lines = ["digraph G {", "  ordering=out;", *boxes, *map(_line, outline.lines), "}"]
    return "\n".join(lines) + "\n"


def _box(index: int, box: Box) -> str:
    label = "\\n".join(map(_escaped, labels(box)))
    return f'  {index} [label="{label}", shape={_SHAPES[box.kind]}];'


def labels(box: Box) -> list[str]:
    """What stands in the box, line by line."""
    if box.kind == "if":
        return ["if", *box.keys]
    if box.kind == "app":
        return ["$"]
    return [box.name, box.result, *box.keys]


def _line(line: Line) -> str:
    label = f', label="{_escaped(line.label)}"' if line.label else ""
    style = _STYLES[line.kind]
    return f'  {line.source} -> {line.target} [style="{style}"{label}];'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
