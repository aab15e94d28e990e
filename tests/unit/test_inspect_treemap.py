# SPDX-License-Identifier: ISC
"""The treemap's layout, and the page around it."""

from __future__ import annotations

import random
import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from echis.inspect import page, report
from echis.inspect.treemap import Box, squarify
from tests.unit import test_inspect_samples as samples


def overlap(a: Box, b: Box) -> float:
    width = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    height = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    return max(0.0, width) * max(0.0, height)


@pytest.mark.parametrize("count", [1, 2, 7, 40])
def test_areas_fill_the_box_in_proportion(count: int) -> None:
    dice = random.Random(count)
    sizes = sorted((dice.randint(1, 100_000) for _ in range(count)), reverse=True)
    whole = Box(10, 20, 300, 200)
    boxes = squarify(sizes, whole)
    for size, box in zip(sizes, boxes, strict=True):
        assert box.width * box.height == pytest.approx(60_000 * size / sum(sizes))
        assert box.x >= 10 - 1e-6
        assert box.y >= 20 - 1e-6
        assert box.x + box.width <= 310 + 1e-6
        assert box.y + box.height <= 220 + 1e-6
    assert all(overlap(a, b) < 1e-3 for a, b in combinations(boxes, 2))


def test_the_paper_s_example() -> None:
    """Areas 6 6 4 3 2 2 1 in 6 by 4: the figure in Bruls et al., section 3."""
    boxes = squarify([6, 6, 4, 3, 2, 2, 1], Box(0, 0, 6, 4))
    sides = [(round(b.width, 2), round(b.height, 2)) for b in boxes]
    assert sides[:4] == [(3, 2), (3, 2), (1.71, 2.33), (1.29, 2.33)]


def test_nothing_to_show() -> None:
    assert squarify([], Box(0, 0, 6, 4)) == []
    assert squarify([3], Box(0, 0, 0, 4)) == [Box(0, 0, 0, 0)]


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("page")
    sample = samples.link(folder, samples.objects(folder))
    text = page.render(report.inspect(sample.image))
    assert text == page.render(report.inspect(sample.image))
    return text


def test_the_page_needs_nothing_else(html: str) -> None:
    assert not re.search(r"https?:|\bsrc=|<link|<script|@import|url\(", html)


def maps(html: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(m) for m in re.findall(r"<svg class.*</svg>", html)]


def test_labels_fit_their_boxes(html: str) -> None:
    """By the width of a letter that page.py assumes, and by the line's height."""
    labels = 0
    for tree in maps(html):
        for box in tree.iter("svg"):
            for text in box.findall("text"):
                labels += 1
                assert text.text
                assert int(text.get("y", "99")) <= float(box.get("height", "0"))
                needed = len(text.text) * 0.66 * 12
                assert needed + 5 <= float(box.get("width", "0"))
    assert labels > 10


@pytest.mark.parametrize("room", range(0, 200, 7))
def test_a_shortened_label_fits(room: float) -> None:
    """However narrow the box; what is told whole is whole or not there."""
    label = page.fit("strings and constants", room, 8)
    assert len(label) * 8 <= room
    assert len(label) != 1
    assert page.fit("strings", room, 8, whole=True) in ("", "strings")


def test_every_part_has_its_tip(html: str) -> None:
    tips = [t.text or "" for tree in maps(html) for t in tree.iter("title")]
    assert len(maps(html)) == 2
    assert "C modules: json: 3" in "\n".join(tips)
    assert any(t.startswith("Python modules: net.core: 122 bytes") for t in tips)


def test_markup_in_names_is_text(tmp_path: Path) -> None:
    made = samples.objects(tmp_path)
    image = samples.link(tmp_path, made, "<b>&.spt").image
    shown = page.render(report.inspect(image))
    assert "<b>" not in shown
    assert "&lt;b&gt;&amp;.spt" in shown


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [0.93 * p + 0.07 for p in parts]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_white_text_can_be_read_on_every_tile(html: str) -> None:
    """WCAG's contrast of 4.5, with the tiles' veil of 7 % white."""
    colours = {*page.COLOURS.values(), page.OTHER_COLOUR}
    low = {c: 1.05 / (luminance(c) + 0.05) for c in colours}
    assert {c for c, ratio in low.items() if ratio < 4.5} == set()
