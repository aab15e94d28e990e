# SPDX-License-Identifier: ISC
"""An outline as an SVG picture that needs nothing else: no Graphviz, no fonts."""

from __future__ import annotations

import itertools
from html import escape

from echis.describe.dot import labels
from echis.describe.layout import Layout, Point, lay
from echis.describe.outline import Box, Line, Outline

_LINE, _LETTER, _PAD = 17.0, 7.6, 14.0
_STYLE = """
svg{background:#fff}text{font:12px system-ui,sans-serif;fill:#1b1f24;text-anchor:middle}
.name{font-weight:600}.soft{fill:#59636e}rect,ellipse,polygon{stroke:#1f5fa8;fill:#eef4fb}
.later rect{stroke-dasharray:5 3;stroke:#8a5a00;fill:#fdf6e7}ellipse{stroke:#6a4c93;
fill:#f4effa}polygon{stroke:#2b7253;fill:#edf7f2}path{fill:none;stroke:#59636e}
.dep{stroke-dasharray:6 4}.branch,.default{stroke-dasharray:2 3}
.default,.functor{stroke-width:2}marker path{fill:#59636e}
"""


def to_svg(outline: Outline, title: str) -> str:
    """The picture, as text; the same outline gives the same bytes."""
    layout = lay(outline, [_size(box) for box in outline.boxes])
    lines = [
        _line(line, path)
        for line, path in zip(outline.lines, layout.paths, strict=True)
    ]
    boxes = [_box(outline.boxes[p.index or 0], p) for p in layout.boxes]
    return "\n".join([*_head(layout, title), *lines, *boxes, "</svg>", ""])


def _head(layout: Layout, title: str) -> list[str]:
    width, height = f"{layout.width:.0f}", f"{layout.height:.0f}"
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        '<defs><marker id="a" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
        'markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">'
        '<path d="M0 0 8 4 0 8z"/></marker></defs>',
    ]


def _size(box: Box) -> tuple[float, float]:
    rows = labels(box)
    width = max(len(row) for row in rows) * _LETTER + 2 * _PAD
    height = len(rows) * _LINE + _PAD
    # An ellipse and a diamond hold less than their rectangle.
    return {"if": (width * 1.3, height * 1.4), "app": (46.0, 46.0)}.get(
        box.kind, (width, height)
    )


def _box(box: Box, point: Point) -> str:
    x, y, width, height = point.x, point.y, point.width, point.height
    left, top = x - width / 2, y - height / 2
    shapes = {
        "device": f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" rx="5"/>',
        "if": f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{width / 2:.1f}" '
        f'ry="{height / 2:.1f}"/>',
        "app": f'<polygon points="{x:.1f},{top:.1f} {left + width:.1f},{y:.1f} '
        f'{x:.1f},{top + height:.1f} {left:.1f},{y:.1f}"/>',
    }
    later = ' class="later"' if box.later else ""
    note = "; not built yet" if box.later else ""
    tip = f"<title>{escape(box.place)}{note}</title>"
    return f"<g{later}>{tip}{shapes[box.kind]}{_text(box, x, y)}</g>"


def _text(box: Box, x: float, y: float) -> str:
    rows = labels(box)
    first = y - (len(rows) - 1) * _LINE / 2 + 4
    return "".join(
        f'<text x="{x:.1f}" y="{first + i * _LINE:.1f}" '
        f'class="{"name" if i == 0 else "soft"}">{escape(row)}</text>'
        for i, row in enumerate(rows)
    )


def _line(line: Line, path: list[Point]) -> str:
    source, target = path[0], path[-1]
    start = (source.x, source.y + source.height / 2)
    end = (target.x, target.y - target.height / 2)
    points = [start, *((bend.x, bend.y) for bend in path[1:-1]), end]
    curve = f"M{start[0]:.1f} {start[1]:.1f}"
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        middle = (y0 + y1) / 2
        curve += f"C{x0:.1f} {middle:.1f} {x1:.1f} {middle:.1f} {x1:.1f} {y1:.1f}"
    drawn = f'<path class="{line.kind}" d="{curve}" marker-end="url(#a)"/>'
    return drawn + _label(line, points)


def _label(line: Line, points: list[tuple[float, float]]) -> str:
    if not line.label:
        return ""
    (x0, y0), (x1, y1) = points[0], points[1]
    return (
        f'<text class="soft" x="{(x0 + x1) / 2:.1f}" y="{(y0 + y1) / 2:.1f}">'
        f"{escape(line.label)}</text>"
    )
