# SPDX-License-Identifier: ISC
"""Our reading of ELF files, with readelf as its judge, and of damaged ones."""

from __future__ import annotations

import random
import re
import subprocess
from pathlib import Path

import pytest

from echis.errors import ConfigError
from echis.inspect import elf, report, text
from tests.unit import test_inspect_samples as samples


@pytest.fixture(scope="module", params=samples.ARCHES)
def image(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    return samples.link(folder, samples.objects(folder, request.param)).image


def readelf(option: str, image: Path) -> str:
    command = [samples.program("readelf"), option, "--wide", str(image)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def agree(image: Path) -> None:
    """Segments, sections, symbols, notes and header are as readelf has them."""
    ours = elf.read(image)
    header = readelf("--file-header", image)
    assert f"Entry point address:               {ours.entry:#x}" in header
    assert segments(readelf("--segments", image)) == [
        (s.kind, s.offset, s.address, s.file_size, s.memory_size, s.flags)
        for s in ours.segments
    ]
    assert sections(readelf("--sections", image)) == [
        (s.name, s.kind, s.address, s.offset, s.size, s.flags)
        for s in ours.sections
        if s.kind != "NULL"
    ]
    assert symbols(readelf("--symbols", image)) == {
        (s.name, s.address, s.size) for s in ours.symbols
    }
    assert notes(readelf("--notes", image)) == sorted(
        (n.owner, len(n.content)) for n in ours.notes
    )


Row = tuple[object, ...]


def segments(output: str) -> list[Row]:
    row = re.compile(r"  (\w+) +0x(\w+) 0x(\w+) 0x\w+ 0x(\w+) 0x(\w+) (.{3}) 0?x?\w+$")
    found = (row.match(line) for line in output.splitlines())
    return [
        (
            f[1],
            *(int(f[i], 16) for i in range(2, 6)),
            f[6].replace("E", "X").replace(" ", ""),
        )
        for f in found
        if f and f[1] != "Type"
    ]


def sections(output: str) -> list[Row]:
    row = re.compile(
        r"  \[ *\d+\] (\S+) +([A-Z]\w+) +(\w{16}) (\w{6,}) (\w{6,}) \w\w +(\w*)"
        r" +\d+ +\d+ +\d+$"
    )
    found = (row.match(line) for line in output.splitlines())
    return [
        (f[1], f[2], *(int(f[i], 16) for i in (3, 4, 5)), _only("AWX", f[6]))
        for f in found
        if f
    ]


def _only(letters: str, flags: str) -> str:
    return "".join(c for c in letters if c in flags)


def symbols(output: str) -> set[Row]:
    row = re.compile(r" *\d+: (\w{16}) +(\w+) (\w+) +\w+ +\w+ +(\w+) (\S+)$")
    found = (row.match(line) for line in output.splitlines())
    return {
        (f[5], int(f[1], 16), int(f[2], 0))
        for f in found
        if f and f[3] not in ("FILE",) and f[4] not in ("UND", "ABS")
    }


def notes(output: str) -> list[tuple[str, int]]:
    row = re.compile(r"  (\w+) +0x(\w{8})\s")
    found = (row.match(line) for line in output.splitlines())
    return sorted((f[1], int(f[2], 16)) for f in found if f)


def test_samples_agree_with_readelf(image: Path) -> None:
    agree(image)


def test_real_images_agree_with_readelf() -> None:
    for path in samples.real_images():
        agree(path)


def test_notes_are_padded_to_words(tmp_path: Path) -> None:
    """Owner and content each to four bytes, as the gABI says of notes."""
    source = tmp_path / "odd.S"
    note = '.asciz "{0}"\n.balign 4\n.ascii "{1}"\n.balign 4\n'
    source.write_text(
        '.section .note.odd,"a",%note\n'
        + ".long 3, 5, 7\n"
        + note.format("ab", "first")
        + ".long 4, 6, 8\n"
        + note.format("abc", "second")
    )
    samples.assemble(tmp_path, "odd.S")
    found = elf.read(tmp_path / "odd.o").notes
    assert [(n.owner, n.kind, n.content) for n in found] == [
        ("ab", 7, b"first"),
        ("abc", 8, b"second"),
    ]


def test_no_elf_file(tmp_path: Path) -> None:
    file = tmp_path / "hello.py"
    file.write_text("print('hello')\n")
    with pytest.raises(ConfigError) as error:
        elf.read(file)
    assert str(error.value) == f"{file} is not an ELF file"


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot read .*: No such file or directory"):
        elf.read(tmp_path / "gone.spt")


def test_32_bits(tmp_path: Path) -> None:
    file = tmp_path / "small"
    file.write_bytes(b"\x7fELF\x01\x01" + bytes(100))
    with pytest.raises(ConfigError, match="is not a 64-bit little-endian ELF file"):
        elf.read(file)


def test_truncated_anywhere(image: Path, tmp_path: Path) -> None:
    """No length but the whole passes: the section headers are at the end."""
    data = image.read_bytes()
    file = tmp_path / "cut"
    for length in range(0, len(data), 61):
        file.write_bytes(data[:length])
        with pytest.raises(ConfigError) as error:
            elf.read(file)
        wanted = "is not an ELF file" if length < 4 else "is truncated: "
        assert wanted in str(error.value)
        assert "\n" not in str(error.value)


def test_segment_beyond_the_end(image: Path, tmp_path: Path) -> None:
    data = bytearray(image.read_bytes())
    data[40:48] = data[60:62] = bytes(8)
    data[60:62] = bytes(2)
    file = tmp_path / "cut"
    file.write_bytes(data[:5000])
    with pytest.raises(ConfigError, match=r"truncated: segment \d ends at byte \d+"):
        elf.read(file)


def test_damage_is_told_or_bearable(image: Path, tmp_path: Path) -> None:
    """Whatever bytes are wrong: one sentence, or a report all the same."""
    data = image.read_bytes()
    dice = random.Random(1)
    tables = [*range(64, 64 + 56 * 8), *range(len(data) - 64 * 14, len(data))]
    file = tmp_path / "broken"
    sentences = []
    for _ in range(400):
        broken = bytearray(data)
        for place in dice.choices([*range(4, 64), *tables], k=dice.randint(1, 4)):
            broken[place] = dice.choice((0, 1, 0x7F, 0xFF, dice.randrange(256)))
        file.write_bytes(broken)
        try:
            text.render(report.inspect(file))
        except ConfigError as error:
            sentences.append(str(error))
    assert len(sentences) > 20
    assert not any("\n" in sentence for sentence in sentences)
