# SPDX-License-Identifier: ISC
"""The manifest: Solo5's JSON in and out, and the C text of its note."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from echis import manifest
from echis.errors import ConfigError
from echis.location import Location
from echis.manifest import Entry, Manifest

TWO = Manifest((Entry("service", "NET_BASIC"), Entry("disk", "BLOCK_BASIC")))
HERE = Location("manifest.json")


def _data(*devices: Any, **other: Any) -> dict[str, Any]:
    start = {"type": "solo5.manifest", "version": 1, "devices": list(devices)}
    return {**start, **other}


def _net(name: str) -> dict[str, str]:
    return {"name": name, "type": "NET_BASIC"}


@pytest.mark.parametrize("value", [Manifest(), TWO])
def test_json_round_trip(value: Manifest, tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(manifest.to_json(value))
    assert manifest.read(path) == value
    assert json.loads(path.read_text())["type"] == "solo5.manifest"


def test_c_text() -> None:
    text = manifest.to_c(TWO)
    assert "#define MFT_ENTRIES 3\n" in text
    reserved = text.index("MFT_RESERVED_FIRST")
    first = text.index('{ .name = "service", .type = MFT_DEV_NET_BASIC },')
    second = text.index('{ .name = "disk", .type = MFT_DEV_BLOCK_BASIC },')
    assert reserved < first < second


def test_names_of_a_type() -> None:
    assert TWO.of_type("NET_BASIC") == ("service",)
    assert TWO.of_type("BLOCK_BASIC") == ("disk",)


def test_most_devices_and_longest_name() -> None:
    full = [_net(f"n{i}") for i in range(62)] + [_net("x" * 67)]
    assert len(manifest.from_data(_data(*full), HERE).devices) == 63


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "the manifest is no JSON object"),
        (_data(type="solo6"), "type is 'solo6', expected \"solo5.manifest\""),
        (_data(version=2), "version is 2, expected 1"),
        (_data(version=True), "version is True, expected 1"),
        (_data(devices={}), "devices is not a list"),
        (_data(extra=1), 'the manifest has an unknown field "extra"'),
        ({"type": "solo5.manifest", "version": 1}, 'the manifest has no "devices"'),
        (_data("net"), "devices[0] is no JSON object"),
        (_data({"name": "a"}), 'devices[0] has no "type"'),
        (_data({"name": 1, "type": "NET_BASIC"}), "devices[0]: name is no string"),
        (
            _data({"name": "a", "type": "TPM"}),
            "devices[0]: type is 'TPM', expected NET_BASIC or BLOCK_BASIC",
        ),
        (_data(_net("a"), _net("a")), 'two devices are called "a"'),
        (
            _data(*(_net(f"n{i}") for i in range(64))),
            "there are 64 devices and a manifest holds 63",
        ),
    ],
)
def test_refused(data: Any, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        manifest.from_data(data, HERE)
    assert str(caught.value) == f"manifest.json: {message}"


@pytest.mark.parametrize("name", ["", "x" * 68, "my-net", "é", "a b", "a\n"])
def test_refused_names(name: str) -> None:
    with pytest.raises(ConfigError, match="is no device name"):
        manifest.from_data(_data(_net(name)), HERE)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{\n,", ":2: is not JSON: Expecting property name enclosed in double quotes"),
        (b"\xff", ": is not UTF-8 text"),
        (None, ": cannot be read: No such file or directory"),
    ],
)
def test_unreadable(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "manifest.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        manifest.read(path)
    assert str(caught.value) == f"{path}{message}"
