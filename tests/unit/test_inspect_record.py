# SPDX-License-Identifier: ISC
"""The build record: through JSON, through the assembler, and patched in place."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from echis import record
from echis.errors import ConfigError
from tests.unit import test_inspect_samples as samples
from tests.unit.test_inspect_samples import RECORD


@pytest.fixture(params=samples.ARCHES)
def image(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return samples.link(tmp_path, samples.objects(tmp_path, request.param)).image


def test_json_and_back() -> None:
    assert record.from_json(record.to_json(RECORD)) == RECORD
    measured = dataclasses.replace(RECORD, min_mem_mib=12)
    assert record.from_json(record.to_json(measured)) == measured
    assert len(record.to_json(measured)) == len(record.to_json(RECORD))


def test_the_note_is_not_loaded(image: Path) -> None:
    assert record.read(image) == RECORD
    content = record.to_json(RECORD).encode()
    assert image.read_bytes().count(content) == 1


def test_stripping_keeps_it(tmp_path: Path) -> None:
    image = samples.link(tmp_path, ["-s", *samples.objects(tmp_path)]).image
    assert record.read(image) == RECORD


def test_patching(image: Path) -> None:
    before = image.read_bytes()
    record.patch_min_mem(image, 2)
    twice = image.read_bytes()
    assert record.read(image) == dataclasses.replace(RECORD, min_mem_mib=2)
    assert sum(a != b for a, b in zip(before, twice, strict=True)) <= 8
    record.patch_min_mem(image, 4096)
    record.patch_min_mem(image, 2)
    assert image.read_bytes() == twice


def test_a_text_like_the_field_is_not_the_field(tmp_path: Path) -> None:
    """A reason that quotes the field is escaped in JSON, so it does not match."""
    trap = '"min_mem_mib":    null,'
    tricky = dataclasses.replace(RECORD, app=trap)
    made = samples.objects(tmp_path)
    (tmp_path / "record.S").write_text(record.note_assembly(tricky))
    samples.assemble(tmp_path, "record.S")
    image = samples.link(tmp_path, made).image
    record.patch_min_mem(image, 7)
    assert record.read(image) == dataclasses.replace(tricky, min_mem_mib=7)


@pytest.mark.parametrize("mib", [0, -1, 10**8])
def test_no_amount_of_memory(image: Path, mib: int) -> None:
    with pytest.raises(ConfigError, match="is no amount of memory to record"):
        record.patch_min_mem(image, mib)


def test_an_image_without_record(tmp_path: Path) -> None:
    made = [o for o in samples.objects(tmp_path) if o != "record.o"]
    image = samples.link(tmp_path, made).image
    assert record.read(image) is None
    with pytest.raises(ConfigError, match="has no Echis build record to write into"):
        record.patch_min_mem(image, 2)


def test_no_image(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot open .*: No such file"):
        record.read(tmp_path / "gone")
    file = tmp_path / "text"
    file.write_text("text")
    with pytest.raises(ConfigError, match="is no ELF file that can be read"):
        record.read(file)


def bent(**changes: object) -> str:
    return json.dumps({**json.loads(record.to_json(RECORD)), **changes})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "the build record is not JSON"),
        ("[]", "the build record is not of format 2"),
        (bent(format=1), "the build record is not of format 2"),
        (bent(app=1), "a wrong value at app"),
        (bent(min_mem_mib=True), "a wrong value at min_mem_mib"),
        (bent(compiler={"linked": 1, "why": ""}), "a wrong value at compiler.linked"),
        (bent(sources=[{}]), r"a wrong value at sources\[0\]"),
        (bent(entropy="RDRAND"), "a wrong value at entropy"),
        (bent(more=1), "a wrong value at the top"),
    ],
)
def test_damaged_json(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        record.from_json(text, "app.spt")


def test_a_damaged_note(image: Path) -> None:
    data = image.read_bytes()
    image.write_bytes(data.replace(b"Echis\0", b"Echos\0"))
    with pytest.raises(ConfigError, match=r"the build record in .* is damaged"):
        record.read(image)
