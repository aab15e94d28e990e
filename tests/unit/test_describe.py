# SPDX-License-Identifier: ISC
"""An application shown: each form says what the graph is, and secrets nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from echis import config_loader
from echis.describe import application, outline
from echis.describe.dot import to_dot
from echis.describe.layout import lay
from echis.describe.query import NAMES, query
from echis.describe.svg import to_svg
from echis.info import Info, of

CASES = Path(__file__).parents[1] / "config"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def web() -> Info:
    return of(config_loader.load(CASES / "web"), "spt")


def _names(found: outline.Outline) -> list[str]:
    return [box.name for box in found.boxes]


def test_every_device_once_and_before_its_users(web: Info) -> None:
    found = outline.resolved(web)
    assert _names(found) == [device.name for device in web.graph.devices()]
    assert all(line.target < line.source for line in found.lines)


def test_open_choices(web: Info) -> None:
    found = outline.unresolved(web)
    choices = [box.keys for box in found.boxes if box.kind == "if"]
    assert ("target", "net", "dhcp") in choices
    assert ("kv_ro",) in choices
    assert all(line.target < line.source for line in found.lines)
    labels = {line.label for line in found.lines if line.kind == "branch"}
    assert {"socket", "dhcp", "qubes", "xen, qubes", "archive", "fat"} <= labels
    # One clock and one interface, however many layers use them.
    names = _names(found)
    assert names.count("default_monotonic_clock") == 1
    assert names.count("etif") == 1


def test_json_is_what_the_text_says(web: Info) -> None:
    data = json.loads(application.to_json(web))
    text = application.to_text(web)
    assert data["name"] == "web"
    assert [d["name"] for d in data["devices"]] == _names(outline.resolved(web))
    for key in data["keys"]:
        assert f"  {key['name']} = {key['value'] or '–'} (default" in text
    assert data["manifest"] == [{"name": "service", "type": "NET_BASIC"}]
    assert "service NET_BASIC" in text
    assert not next(d for d in data["devices"] if d["name"] == "crunch")["built"]


def test_keys_have_values_and_origins() -> None:
    app = config_loader.load(CASES / "keys")
    data = application.data(of(app, "spt", {"port": 81}))
    port = next(key for key in data["keys"] if key["name"] == "port")
    assert port["value"] == "81"


def test_a_secret_is_never_shown() -> None:
    info = of(config_loader.load(CASES / "secret"), "spt", {"token": "hunter2"})
    for evaluate in (True, False):
        found = outline.of(info, evaluate=evaluate)
        for text in (
            application.to_json(info, evaluate=evaluate),
            application.to_text(info, evaluate=evaluate),
            to_dot(found),
            to_svg(found, "secret"),
            *(query(info, name) for name in NAMES if name != "command"),
        ):
            assert "hunter2" not in text


def test_dot_is_only_dot(web: Info) -> None:
    for evaluate in (True, False):
        text = to_dot(outline.of(web, evaluate=evaluate))
        assert re.fullmatch(
            r"digraph G \{\n(  ordering=out;\n|  \d+( -> \d+)? \[.*\];\n)+\}\n", text
        )


@pytest.mark.parametrize("evaluate", [True, False])
def test_svg_has_every_box_and_line(web: Info, evaluate: bool) -> None:
    found = outline.of(web, evaluate=evaluate)
    root = ElementTree.fromstring(to_svg(found, "web"))
    groups = root.findall(f"{SVG}g")
    assert len(groups) == len(found.boxes)
    assert len(root.findall(f"{SVG}path")) == len(found.lines)
    assert to_svg(found, "web") == to_svg(outline.of(web, evaluate=evaluate), "web")


@pytest.mark.parametrize("evaluate", [True, False])
def test_boxes_do_not_overlap(web: Info, evaluate: bool) -> None:
    found = outline.of(web, evaluate=evaluate)
    layout = lay(found, [(100.0, 40.0)] * len(found.boxes))
    for one in layout.boxes:
        assert one.x - one.width / 2 >= 0
        assert one.x + one.width / 2 <= layout.width
        assert one.y + one.height / 2 <= layout.height
        for other in layout.boxes:
            apart = abs(one.x - other.x) >= 100 or abs(one.y - other.y) >= 40
            assert one is other or apart


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("name", "web\n"),
        ("packages", ""),
        ("files", "main.py\nkey_gen.py\n"),
    ],
)
def test_query(web: Info, what: str, expected: str) -> None:
    assert query(web, what) == expected


def test_query_of_keys_and_manifest(web: Info) -> None:
    assert "ipv4-gateway" in query(web, "keys").splitlines()
    assert json.loads(query(web, "manifest"))["type"] == "solo5.manifest"


PLACED = """from echis import *

fast = Key.create("fast", Key.Arg.flag(stage="configure"))
one = main("unikernel", time >> pclock >> job)(default_time, default_posix_clock)
two = main("unikernel", mclock >> time >> job)(
    if_impl(Key.value(fast), default_monotonic_clock, default_monotonic_clock),
    default_time,
)
register("placed", [one, two])
"""


@pytest.mark.parametrize("evaluate", [True, False])
def test_a_default_device_stands_where_it_is_used(
    tmp_path: Path, evaluate: bool
) -> None:
    (tmp_path / "config.py").write_text(PLACED)
    (tmp_path / "unikernel.py").write_text("async def start(*args): pass\n")
    info = of(config_loader.load(tmp_path), "spt")
    found = outline.of(info, evaluate=evaluate)
    places = {box.name: box.place for box in found.boxes}
    assert places["default_time"] == places["default_posix_clock"] == "config.py:4"
    clock = "config.py:5" if evaluate else "config.py:6"
    assert places["default_monotonic_clock"] == clock
    assert places["default_argv"] == "config.py:9"
    picture = to_svg(found, "placed")
    assert "<title>config.py:4</title>" in picture
    assert str(tmp_path) not in picture
