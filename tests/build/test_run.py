# SPDX-License-Identifier: ISC
"""`run`: what the application prints, and the status it ends with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.conftest import Scons

RAISES = """
def third():
    raise ValueError("no")


def start():
    third()
"""

SEES_ARGV = """
import sys


def start():
    print(sys.argv[1:])
"""


def test_hello_prints_four_lines(scons: Scons) -> None:
    done = scons("target=spt", "app=examples/hello", 'args=--hello="Hi there"', "run")
    assert (done.stdout, done.returncode) == ("Hi there\n" * 4, 0)


@pytest.mark.parametrize(
    ("argument", "status"), [("--help", 63), ("--nonsense", 64), ("stray", 64)]
)
def test_the_parser_ends_with_its_status(
    scons: Scons, argument: str, status: int
) -> None:
    done = scons("target=spt", "app=examples/hello", f"args={argument}", "run")
    assert done.returncode == status
    assert "hello" in done.stdout


def test_an_exception_shows_file_and_line(
    scons: Scons, app: Callable[..., Path]
) -> None:
    done = scons("target=spt", f"app={app(unikernel__py=RAISES)}", "run")
    assert done.returncode == 255
    assert '"unikernel.py", line 3, in third' in done.stdout
    assert "ValueError: no" in done.stdout


def test_two_mebibytes_are_enough(scons: Scons, app: Callable[..., Path]) -> None:
    folder = app(unikernel__py="def start():\n    print('small')\n")
    done = scons("target=spt", f"app={folder}", "mem=2", "run")
    assert (done.stdout, done.returncode) == ("small\n", 0)


def test_memory_error_can_be_caught(scons: Scons, app: Callable[..., Path]) -> None:
    text = (
        "def start():\n    try:\n        bytearray(1 << 30)\n"
        "    except MemoryError:\n        print('caught')\n"
    )
    done = scons("target=spt", f"app={app(unikernel__py=text)}", "mem=8", "run")
    assert (done.stdout, done.returncode) == ("caught\n", 0)


def test_a_c_module_is_imported(scons: Scons) -> None:
    done = scons("target=spt", "app=examples/native", "run")
    assert (done.stdout, done.returncode) == ("crc32c e3069283 ok\n", 0)
