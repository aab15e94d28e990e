# SPDX-License-Identifier: ISC
"""The image's own reader of its command line, against the host's quoting."""

from __future__ import annotations

import ctypes
import platform
import subprocess
from pathlib import Path

import pytest

from echis import bootvar, toolchain

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> ctypes.CDLL:
    """cmdline.c as a library of this machine; it needs no C library itself."""
    folder = tmp_path_factory.mktemp("cmdline")
    compiled, library = folder / "cmdline.o", folder / "cmdline.so"
    headers = Path(toolchain.zig()).parent / "lib" / "include"
    zig, source = toolchain.zig(), ROOT / "runtime" / "micropython" / "cmdline.c"
    flags = ["-fPIC", "-nostdinc", "-isystem", headers, "-c", source, "-o", compiled]
    target = f"--target={platform.machine()}-linux-musl"
    subprocess.run([zig, "clang", target, *flags], check=True)
    subprocess.run([zig, "ld.lld", "-shared", compiled, "-o", library], check=True)
    loaded = ctypes.CDLL(str(library))
    loaded.cmdline_next.restype = ctypes.c_long
    return loaded


def words(reader: ctypes.CDLL, line: str) -> list[str]:
    text = ctypes.c_char_p(line.encode())
    out = ctypes.create_string_buffer(len(line.encode()) + 1)
    found = []
    while (length := reader.cmdline_next(ctypes.byref(text), out)) >= 0:
        found.append(out.raw[:length].decode())
    return found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", []),
        ("  ", []),
        ("a b\tc\nd", ["a", "b", "c", "d"]),
        ('"a b" c', ["a b", "c"]),
        ('a"b c"d', ["ab cd"]),
        ('""', [""]),
        (r"a\ b", ["a b"]),
        (r"\"a\\", ['"a\\']),
        (r'"a\"b"', ['a"b']),
        ('"never closed', ["never closed"]),
        ("end\\", ["end\\"]),
        ("é ü", ["é", "ü"]),
    ],
)
def test_the_grammar(reader: ctypes.CDLL, line: str, expected: list[str]) -> None:
    assert words(reader, line) == expected


WORDS = ["plain", "two words", "", 'say "hi"', "back\\slash", "a\\", "'", "\ttab", "é"]


def test_what_the_host_quotes_the_guest_reads(reader: ctypes.CDLL) -> None:
    line = bootvar.join(WORDS)
    assert words(reader, line) == WORDS
    assert list(bootvar.split(line)) == WORDS
