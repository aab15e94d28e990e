# SPDX-License-Identifier: ISC
"""One spt image with many programs, each a module that prints.

A build is seconds and a boot a millisecond, so all programs share one image; what
each printed is told apart by marks between them.
"""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.build.conftest import scons_in

ROOT = Path(__file__).resolve().parents[2]
ARCH = platform.machine()
MARK = "\x1e"
_CONFIG = """\
from echis import *

register("{name}", [main("unikernel", job)])
"""
_START = """\
import sys


async def start():
"""
_RUN = """\
    print("{mark}{name}")
    try:
        import {name}
    except Exception as error:
        sys.print_exception(error)
"""


def write(folder: Path, name: str, programs: Mapping[str, str]) -> None:
    """The application `name` that runs `programs`, module name to text."""
    folder.mkdir(exist_ok=True)
    (folder / "config.py").write_text(_CONFIG.format(name=name))
    runs = [_RUN.format(mark=MARK, name=program) for program in programs]
    (folder / "unikernel.py").write_text(_START + "".join(runs))
    for program, text in programs.items():
        (folder / f"{program}.py").write_text(text, encoding="utf-8")


def build(folder: Path, out: Path, name: str) -> Path:
    """The image of the application in `folder`, with its tender beside it."""
    words = ("target=spt", "check=off", f"app={folder}")
    done = scons_in(ROOT, f"out={out}", *words)
    assert done.returncode == 0, done.stderr
    return out / f"{name}.spt"


def outputs(image: Path) -> dict[str, str]:
    """What each program printed, by its name."""
    tender = [str(image.with_name("solo5-spt")), "--mem=64", str(image)]
    done = subprocess.run(
        tender, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
    parts = [part.partition("\n") for part in done.stdout.split(MARK)[1:]]
    return {name: text for name, _, text in parts}
