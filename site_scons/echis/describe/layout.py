# SPDX-License-Identifier: ISC
"""Places for the boxes of an outline: layers from what starts to what is needed.

Sugiyama, Tagawa, Toda: "Methods for Visual Understanding of Hierarchical System
Structures" (1981), with the median heuristic for the order in a layer.
"""

from __future__ import annotations

import itertools
import statistics
from dataclasses import dataclass, field

from echis.describe.outline import Outline

_SWEEPS = 12
GAP_X, GAP_Y = 28.0, 56.0


@dataclass(slots=True, eq=False)
class Point:
    """A box of the outline (``index``), or a bend of a line that crosses a layer."""

    layer: int
    width: float
    height: float
    index: int | None = None
    x: float = 0.0
    y: float = 0.0
    above: list[Point] = field(default_factory=list)
    below: list[Point] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """Centres of the boxes, the bends of each line, and the size of it all."""

    boxes: list[Point]
    paths: list[list[Point]]
    width: float
    height: float


def lay(outline: Outline, sizes: list[tuple[float, float]]) -> Layout:
    """The layout of ``outline`` whose boxes have these widths and heights."""
    depths = _depths(outline)
    boxes = [Point(depths[i], *sizes[i], index=i) for i in range(len(outline.boxes))]
    paths = [_path(boxes[line.source], boxes[line.target]) for line in outline.lines]
    layers = _layers(boxes, paths)
    for sweep in range(_SWEEPS):
        _order(layers, downwards=sweep % 2 == 0)
    return _placed(layers, boxes, paths)


def _depths(outline: Outline) -> list[int]:
    """The longest way from a box that nobody needs; needed boxes come before."""
    depths = [0] * len(outline.boxes)
    for index in reversed(range(len(outline.boxes))):
        for line in outline.lines:
            if line.source == index:
                depths[line.target] = max(depths[line.target], depths[index] + 1)
    return depths


def _path(source: Point, target: Point) -> list[Point]:
    bends = [Point(layer, 8.0, 0.0) for layer in range(source.layer + 1, target.layer)]
    path = [source, *bends, target]
    for upper, lower in itertools.pairwise(path):
        upper.below.append(lower)
        lower.above.append(upper)
    return path


def _layers(boxes: list[Point], paths: list[list[Point]]) -> list[list[Point]]:
    count = 1 + max((box.layer for box in boxes), default=0)
    layers: list[list[Point]] = [[] for _ in range(count)]
    for point in [*boxes, *(bend for path in paths for bend in path[1:-1])]:
        layers[point.layer].append(point)
    for layer in layers:
        _number(layer)
    return layers


def _number(layer: list[Point]) -> None:
    for position, point in enumerate(layer):
        point.x = float(position)


def _order(layers: list[list[Point]], *, downwards: bool) -> None:
    for layer in layers if downwards else reversed(layers):

        def key(point: Point) -> float:
            near = point.above if downwards else point.below
            return statistics.median(p.x for p in near) if near else point.x

        layer.sort(key=key)
        _number(layer)


def _placed(
    layers: list[list[Point]], boxes: list[Point], paths: list[list[Point]]
) -> Layout:
    y = GAP_X
    for layer in layers:
        height = max((point.height for point in layer), default=0.0)
        x = GAP_X
        for point in layer:
            point.x, point.y = x + point.width / 2, y + height / 2
            x += point.width + GAP_X
        y += height + GAP_Y
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            _pull(layer, downwards=sweep % 2 == 0)
    left = min((p.x - p.width / 2 for row in layers for p in row), default=0.0)
    for point in (p for row in layers for p in row):
        point.x += GAP_X - left
    right = max((p.x + p.width / 2 for row in layers for p in row), default=0.0)
    return Layout(boxes, paths, right + GAP_X, y - GAP_Y + GAP_X)


def _pull(layer: list[Point], *, downwards: bool) -> None:
    """Moves points towards their neighbours, as far as the others leave room."""
    wanted = []
    for point in layer:
        near = point.above if downwards else point.below
        wanted.append(statistics.mean(p.x for p in near) if near else point.x)
    _spread(layer, wanted)


def _spread(layer: list[Point], wanted: list[float]) -> None:
    """Places next to ``wanted`` without overlap: blocks that touch move together."""
    blocks: list[tuple[float, list[int]]] = []
    offsets = _offsets(layer)
    for index, want in enumerate(wanted):
        blocks.append((want - offsets[index], [index]))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (first, one), (second, two) = blocks[-2:]
            total = first * len(one) + second * len(two)
            blocks[-2:] = [(total / (len(one) + len(two)), one + two)]
    for start, indices in blocks:
        for index in indices:
            layer[index].x = start + offsets[index]


def _offsets(layer: list[Point]) -> list[float]:
    """How far each point must be from the first, at least."""
    offsets, x = [], 0.0
    for before, point in zip([None, *layer], layer, strict=False):
        if before is not None:
            x += before.width / 2 + GAP_X + point.width / 2
        offsets.append(x)
    return offsets
