# SPDX-License-Identifier: ISC
"""The record of outcomes, and the damages that the corrupt images have."""

from __future__ import annotations

from pathlib import Path

import pytest

from echis.inspect import observed

from . import corrupt
from .matrix import Cell
from .properties import properties
from .record import Record

_BY_NAME = {found.name: found for found in properties()}


def _cell(name: str, arch: str = "x86_64") -> Cell:
    return Cell(_BY_NAME[name], "spt", arch)


def test_a_property_is_as_good_as_its_worst_run(tmp_path: Path) -> None:
    record = Record()
    record.note(_cell("wnox"), "passed")
    record.note(_cell("wnox_heap"), "failed", "exit 0 instead of 139")
    record.note(_cell("wnox_stack"), "passed")
    record.write(tmp_path)
    found = observed.read(tmp_path / "observed.json")
    assert found["spt", "x86_64", "wnox"].outcome == "failed"
    assert len(found) == 1


def test_what_was_not_selected_stays(tmp_path: Path) -> None:
    first, second = Record(), Record()
    first.note(_cell("hello"), "passed")
    first.note(_cell("tls"), "failed", "because")
    first.write(tmp_path)
    second.note(_cell("tls"), "passed")
    second.write(tmp_path)
    found = observed.read(tmp_path / "observed.json")
    assert found["spt", "x86_64", "hello"].outcome == "passed"
    assert found["spt", "x86_64", "tls"].outcome == "passed"


def test_a_claim_that_was_only_skipped_did_not_run() -> None:
    record = Record()
    record.note(_cell("hello"), "passed")
    record.note(_cell("hello", "aarch64"), "skipped", "no QEMU")
    claims = [("spt", "x86_64"), ("spt", "aarch64")]
    assert record.not_run(claims) == [("spt", "aarch64")]


def test_ids_are_unique_and_read_well() -> None:
    assert _cell("wnox").id == "wnox-spt-x86_64"
    assert len(_BY_NAME) == len(properties())


@pytest.mark.parametrize("kind", sorted(corrupt.DAMAGES))
def test_a_damage_changes_the_image(kind: str, tmp_path: Path) -> None:
    """On a file with the headers that an image has, and nothing else."""
    image = tmp_path / "image"
    image.write_bytes(_smallest_image())
    copy = corrupt.write(kind, image, tmp_path / "copy")
    assert copy.read_bytes() != image.read_bytes()


def _smallest_image() -> bytes:
    """An ELF header, a PT_LOAD, and a PT_NOTE with a manifest of one entry."""
    elf = bytearray(b"\x7fELF" + bytes(60))
    elf[18:20] = (62).to_bytes(2, "little")
    elf[32:40] = (64).to_bytes(8, "little")
    elf[56:58] = (2).to_bytes(2, "little")
    load = (1).to_bytes(4, "little") + bytes(12) + (1 << 20).to_bytes(8, "little")
    note = (4).to_bytes(4, "little") + bytes(4) + (176).to_bytes(8, "little")
    name = b"".join(n.to_bytes(4, "little") for n in (6, 112, 0x3154464D))
    manifest = (1).to_bytes(4, "little") * 2 + bytes(104)
    body = name + b"Solo5\0\0\0" + bytes(4) + manifest
    return bytes(elf) + load.ljust(56, b"\0") + note.ljust(56, b"\0") + body
