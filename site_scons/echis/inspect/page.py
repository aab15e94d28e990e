# SPDX-License-Identifier: ISC
"""A report as one HTML page that needs nothing else: treemaps and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from echis.inspect import text
from echis.inspect.parts import Part
from echis.inspect.report import Report
from echis.inspect.treemap import Box, squarify

WIDTH, HEIGHT = 1160.0, 560.0
_HEADING = 18.0
_FONT = 12.0
# Wider than the mean letter of the wide system fonts, bold ones too.
_LETTER = 0.66 * _FONT
_BOLD_LETTER = 0.74 * _FONT
# Dark enough for white text on a light page and on a dark one (ratio above 4.5).
COLOURS = {
    "C core": "#1f5fa8",
    "C modules": "#2b7253",
    "Python modules": "#8a5a00",
    "libc": "#6a4c93",
    "bindings": "#a03c3c",
    "lwIP": "#00707a",
    "mbedTLS": "#8c3a78",
    "by source file": "#3f6212",
    "ELF file": "#5b6068",
}
OTHER_COLOUR = "#44566c"

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--line:#d0d7de;--soft:#59636e}
@media(prefers-color-scheme:dark){
:root{--ink:#e6edf3;--paper:#0d1117;--line:#3d444d;--soft:#9198a1}}
body{margin:1.5rem auto;max-width:1160px;padding:0 1rem;color:var(--ink);
background:var(--paper);font:14px/1.5 system-ui,sans-serif}
h1{font-size:1.4rem;margin:0}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}
p,dl{margin:.3rem 0}.soft{color:var(--soft)}
.scroll{overflow-x:auto}svg.map{display:block;width:100%;min-width:640px;height:auto}
svg text{fill:#fff;font:12px system-ui,sans-serif}svg .group{font-weight:600}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.15rem .7rem .15rem 0;text-align:left;vertical-align:top;
border-bottom:1px solid var(--line)}
.n{text-align:right}
"""

Size = Callable[[Part], int]


def render(report: Report) -> str:
    """The page, as text; the same report gives the same bytes."""
    title = escape(report.record.app if report.record else report.file)
    target = f"{report.abi.target} " if report.abi else ""
    body = "\n".join((*_head(report), *_maps(report), *_tables(report)))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{title} {target}{report.machine}</title>\n"
        f"<style>{_STYLE}</style>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _head(report: Report) -> Iterator[str]:
    title = report.record.app if report.record else report.file
    yield f"<h1>{escape(title)}</h1>"
    build = text.build_lines(report.record) if report.record else []
    for line in (*text.summary(report), *build):
        yield f"<p>{escape(' '.join(line.split()))}</p>"
    for remark in report.remarks:
        yield f'<p class="soft">note: {escape(remark)}</p>'


def _maps(report: Report) -> Iterator[str]:
    parts = report.sizes.parts
    yield f"<h2>In the file, {text.how(report)}</h2>"
    yield _map(parts, lambda p: p.file, report.size)
    yield "<h2>In memory, before it runs</h2>"
    yield _map(parts, lambda p: p.memory, sum(p.memory for p in parts))


def _map(parts: Iterable[Part], size: Size, total: int) -> str:
    groups = _groups(parts, size)
    sums = [sum(map(size, members)) for _, members in groups]
    boxes = squarify(sums, Box(0, 0, WIDTH, HEIGHT))
    tiles = "".join(
        _group(name, members, box, size, total)
        for (name, members), box in zip(groups, boxes, strict=True)
    )
    label = f'role="img" aria-label="treemap of {total} bytes"'
    view = f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
    return f'<div class="scroll"><svg class="map" {view} {label}>{tiles}</svg></div>'


def _groups(parts: Iterable[Part], size: Size) -> list[tuple[str, list[Part]]]:
    """Groups by their sum, and parts within them, the largest first."""
    ordered = sorted((p for p in parts if size(p)), key=lambda p: p.group)
    groups = [(n, sorted(g, key=size, reverse=True)) for n, g in _by_group(ordered)]
    return sorted(groups, key=lambda g: -sum(map(size, g[1])))


def _by_group(parts: Iterable[Part]) -> Iterator[tuple[str, Iterator[Part]]]:
    return groupby(parts, key=lambda p: p.group)


def _group(name: str, parts: list[Part], box: Box, size: Size, total: int) -> str:
    """A group has a heading where it is high enough for one and a part below."""
    colour = COLOURS.get(name, OTHER_COLOUR)
    whole = sum(map(size, parts))
    room = box.width - 8
    label = fit(f"{name} {_bytes(whole)}", room, _BOLD_LETTER, whole=True)
    label = label or fit(name, room, _BOLD_LETTER)
    headed = bool(label) and box.height > 2.5 * _HEADING
    inner = box.inset(_HEADING if headed else 1.0, 1.0)
    sizes = [size(p) for p in parts]
    tiles = "".join(
        _tile(f"{name}: {p.name}", p.name, tile, size(p), total)
        for p, tile in zip(parts, squarify(sizes, inner), strict=True)
    )
    heading = f'<text class="group" x="5" y="13">{escape(label)}</text>'
    frame = _rect(box, f'fill="{colour}" stroke="var(--paper)"')
    tip = f"<title>{escape(_tip(name, whole, total))}</title>"
    titled = _at(box, heading) if headed else ""
    return f"<g>{tip}{frame}{titled}{tiles}</g>"


def _tile(full: str, name: str, box: Box, size: int, total: int) -> str:
    lines = [fit(name, box.width - 8), fit(_bytes(size), box.width - 8, whole=True)]
    shown = min(int(box.height / (1.4 * _FONT)), len(lines))
    texts = "".join(
        f'<text x="5" y="{14 + 14 * i}">{escape(line)}</text>'
        for i, line in enumerate(lines[:shown])
        if line
    )
    tip = f"<title>{escape(_tip(full, size, total))}</title>"
    edge = 'fill="#fff" fill-opacity=".07" stroke="#fff" stroke-opacity=".45"'
    return f"<g>{tip}{_rect(box, edge)}{_at(box, texts)}</g>"


def _at(box: Box, content: str) -> str:
    """Content with its own origin, and cut at the box's edges."""
    if not content:
        return ""
    return f"<svg {_place(box)}>{content}</svg>"


def _rect(box: Box, paint: str) -> str:
    return f"<rect {_place(box)} {paint}/>"


def _place(box: Box) -> str:
    x, y, w, h = (f"{v:.2f}" for v in (box.x, box.y, box.width, box.height))
    return f'x="{x}" y="{y}" width="{w}" height="{h}"'


def fit(label: str, room: float, letter: float = _LETTER, whole: bool = False) -> str:
    """The label, unless ``whole`` shortened to the room; else nothing."""
    letters = int(room / letter)
    if len(label) <= letters:
        return label
    return "" if whole or letters < 3 else f"{label[: letters - 1]}…"


def _tip(name: str, size: int, total: int) -> str:
    return f"{name}: {size} bytes, {100 * size / total:.1f} %"


def _bytes(size: int) -> str:
    return f"{size} B" if size < 10_000 else f"{size / 1024:.1f} KiB"


def _tables(report: Report) -> Iterator[str]:
    yield _table("Protections", text.PROTECTION_HEAD, text.protection_rows(report))
    parts = (*report.sizes.parts, text.total(report.sizes.parts))
    yield _table("Sizes in bytes", text.SIZE_HEAD, map(text.size_row, parts))
    yield _table("Segments", text.SEGMENT_HEAD, map(text.segment_row, report.segments))
    if report.manifest:
        rows = [(d.name, d.type) for d in report.manifest.devices]
        yield _table("Devices", ("name", "type"), rows)
    if record := report.record:
        yield _table("Sources", text.SOURCE_HEAD, text.source_rows(record))
        for title, modules in text.modules(record):
            yield _table(title, text.MODULE_HEAD, modules)


def _table(title: str, head: Sequence[str], rows: Iterable[text.Row]) -> str:
    classes = ["n" if name.startswith(">") else "" for name in head]
    heads = _cells("th", [name.lstrip(">") for name in head], classes)
    body = "\n".join(f"<tr>{_cells('td', row, classes)}</tr>" for row in rows)
    return (
        f'<h2>{escape(title)}</h2>\n<div class="scroll"><table>\n'
        f"<tr>{heads}</tr>\n{body}\n</table></div>"
    )


def _cells(tag: str, cells: Sequence[str], classes: Sequence[str]) -> str:
    return "".join(
        f'<{tag} class="{kind}">{escape(cell)}</{tag}>'
        if kind
        else f"<{tag}>{escape(cell)}</{tag}>"
        for cell, kind in zip(cells, classes, strict=True)
    )
