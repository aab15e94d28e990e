# SPDX-License-Identifier: ISC
"""Freezing: the author's errors at their places, and the names of C modules."""

from __future__ import annotations

from pathlib import Path

import pytest

from echis import freeze
from echis.errors import ConfigError
from echis.freeze import Frozen

ROOT = Path(__file__).parents[2]
SYNTAX = """Traceback (most recent call last):
  File "unikernel.py", line 3
SyntaxError: invalid syntax
"""


def test_the_name_in_the_image_is_not_its_path() -> None:
    frozen = Frozen("/home/me/app/unikernel.py", "unikernel.py")
    assert freeze.cross_command("mpy-cross", frozen, "out.mpy") == [
        *("mpy-cross", "-s", "unikernel.py", "-o", "out.mpy"),
        *("--", "/home/me/app/unikernel.py"),
    ]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (SYNTAX, "app/unikernel.py:3: SyntaxError: invalid syntax"),
        ("out of memory\n", "app/unikernel.py: out of memory"),
        ("", "app/unikernel.py: mpy-cross failed"),
    ],
)
def test_an_error_is_at_the_authors_line(said: str, shown: str) -> None:
    assert str(freeze.cross_error(said, "app/unikernel.py")) == shown


def test_a_compiler_that_fails_is_reported(tmp_path: Path) -> None:
    cross = tmp_path / "mpy-cross"
    cross.write_text(f"#!/bin/sh\ncat >&2 <<END\n{SYNTAX}END\nexit 1\n")
    cross.chmod(0o755)
    frozen = Frozen("app/unikernel.py", "unikernel.py")
    with pytest.raises(ConfigError, match=r"^app/unikernel\.py:3: "):
        freeze.cross(str(cross), frozen, "out.mpy")


def test_the_names_header_holds_the_frozen_enum() -> None:
    text = freeze.names_header(
        "x\nenum {\n    MP_QSTR_crc = MP_QSTRnumber_of,\n    MP_QSTR_b,\n};\ny\n"
    )
    assert "enum {\n    MP_QSTR_crc = MP_QSTRnumber_of,\n    MP_QSTR_b,\n};" in text
    assert text.startswith('#include "py/mpconfig.h"\n')


def test_a_failure_of_mpy_tool_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    broken = tmp_path / "broken.mpy"
    broken.write_bytes(b"no bytecode")
    (tmp_path / "qstrs").write_text(
        "QCFG(BYTES_IN_LEN, (1))\nQCFG(BYTES_IN_HASH, (2))\n"
    )
    command = freeze.freeze_command(
        "vendor/micropython",
        str(tmp_path / "qstrs"),
        [],
        [str(broken)],
        str(tmp_path / "frozen.c"),
    )
    with pytest.raises(ConfigError) as caught:
        freeze.freeze(command)
    assert str(caught.value).startswith("the frozen Python cannot be written as C: ")
    assert str(caught.value).endswith("not a valid .mpy file")
