# SPDX-License-Identifier: ISC
"""A squarified treemap: areas in proportion, rectangles near to squares.

Bruls, Huizing, van Wijk: "Squarified Treemaps" (2000). Sizes must be positive
and come largest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    def inset(self, top: float, side: float) -> Box:
        """The box without a heading of ``top`` and an edge of ``side``."""
        return Box(
            self.x + side,
            self.y + top,
            max(0.0, self.width - 2 * side),
            max(0.0, self.height - top - side),
        )


def squarify(sizes: Sequence[float], box: Box) -> list[Box]:
    """A box for each size; together they fill ``box``."""
    total = sum(sizes)
    if not total or not box.width or not box.height:
        return [Box(box.x, box.y, 0, 0) for _ in sizes]
    scale = box.width * box.height / total
    areas = [size * scale for size in sizes]
    placed: list[Box] = []
    while areas:
        count = _row_length(areas, min(box.width, box.height))
        row, areas = areas[:count], areas[count:]
        boxes, box = _lay(row, box)
        placed += boxes
    return placed


def _row_length(areas: Sequence[float], side: float) -> int:
    """As many as make the worst rectangle of the row no worse."""
    count, worst = 1, _worst(areas[:1], side)
    while count < len(areas):
        next_worst = _worst(areas[: count + 1], side)
        if next_worst > worst:
            break
        count, worst = count + 1, next_worst
    return count


def _worst(row: Sequence[float], side: float) -> float:
    """The largest ratio of sides in a row laid along ``side``."""
    total = sum(row)
    return max(
        side * side * max(row) / (total * total),
        total * total / (side * side * min(row)),
    )


def _lay(row: Sequence[float], box: Box) -> tuple[list[Box], Box]:
    """The row along the shorter side, and the box that is left."""
    total = sum(row)
    if box.width >= box.height:
        depth = total / box.height
        rest = Box(box.x + depth, box.y, max(0.0, box.width - depth), box.height)
        return _along(row, box, depth, vertical=True), rest
    depth = total / box.width
    rest = Box(box.x, box.y + depth, box.width, max(0.0, box.height - depth))
    return _along(row, box, depth, vertical=False), rest


def _along(row: Sequence[float], box: Box, depth: float, vertical: bool) -> list[Box]:
    boxes, offset = [], 0.0
    for area in row:
        length = area / depth
        if vertical:
            boxes.append(Box(box.x, box.y + offset, depth, length))
        else:
            boxes.append(Box(box.x + offset, box.y, length, depth))
        offset += length
    return boxes
