# SPDX-License-Identifier: ISC
"""`measure` and `max_mem=`: the least memory, by real boots, recorded in the image."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from echis import record
from tests.build.conftest import Scons

HOLDS = "def start():\n    held = bytearray({mib} << 20)\n    print(len(held))\n"
CATCHES = """
def start():
    try:
        bytearray(3 << 20)
        print("all of it")
    except MemoryError:
        print("less")
"""
SERVES = """
import asyncio


async def start():
    held = bytearray(3 << 20)
    print("serving", len(held))
    while True:
        await asyncio.sleep(60)
"""
TELLS_TIME = """
import time


def start():
    print(time.ticks_us())
"""


def _figure(done: str) -> int:
    found = re.search(r"^\S*probe\.spt: needs mem=(\d+)$", done, re.MULTILINE)
    assert found, done
    return int(found[1])


def _in(folder: Path) -> int | None:
    known = record.read(folder / "dist" / "probe.spt")
    assert known
    return known.min_mem_mib


@pytest.mark.parametrize(
    "text", [HOLDS.format(mib=3), CATCHES, SERVES], ids=["holds", "catches", "serves"]
)
def test_the_figure_is_the_least(
    scons: Scons, app: Callable[..., Path], tmp_path: Path, text: str
) -> None:
    folder = app(unikernel__py=text)
    words = ("target=spt", f"app={folder}")
    done = scons(*words, "measure", "seconds=2")
    assert done.returncode == 0, done.stderr
    figure = _figure(done.stdout)
    assert figure == _in(tmp_path) and 4 <= figure <= 8
    below = scons(*words, "run", f"mem={figure - 1}")
    assert below.returncode == 1
    assert below.stderr.endswith(
        f"the image needs mem={figure} at least, and has mem={figure - 1}\n"
    )
    shown = scons(*words, "inspect")
    assert f"memory   --mem={figure} (MiB, measured)" in shown.stdout


def test_one_print_needs_two(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    folder = app(unikernel__py="def start():\n    print(1)\n")
    done = scons("target=spt", f"app={folder}", "measure", "run")
    assert (_figure(done.stdout), done.stdout.splitlines()[-1]) == (2, "1")
    assert done.stderr.count(": mem=") == 2


def test_equal_figures_are_equal_bytes_and_a_rebuilt_image_has_none(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    folder, image = app(unikernel__py=TELLS_TIME), tmp_path / "dist" / "probe.spt"
    words = ("target=spt", f"app={folder}")
    assert scons(*words, "measure").returncode == 0
    before = image.read_bytes()
    kept = scons(*words, "inspect")
    assert "(MiB, measured)" in kept.stdout
    (folder / "unikernel.py").write_text(TELLS_TIME + "    print()\n")
    again = scons(*words, "inspect")
    assert "memory   not measured" in again.stdout
    assert "probe.spt is new; the one before needed mem=2: measure it" in again.stderr
    (folder / "unikernel.py").write_text(TELLS_TIME)
    assert scons(*words, "measure").returncode == 0
    assert image.read_bytes() == before


def test_a_limit_is_judged_by_boots(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    words = ("target=spt", f"app={app(unikernel__py=HOLDS.format(mib=3))}")
    large = scons(*words, "max_mem=2")
    assert large.returncode == 1
    needed = _in(tmp_path)
    assert f"needs {needed} MiB, max_mem allows 2; its largest" in large.stderr
    enough = scons(*words, f"max_mem={needed}", "run")
    assert (enough.returncode, enough.stdout) == (0, f"{3 << 20}\n")
    assert ": mem=" not in enough.stderr, "the figure in the image is used"


FAILS = "def start():\n    raise ValueError('no')\n"
DISK = """
unikernel = main("unikernel", block >> job)
register("probe", [unikernel(block_of_file("disk"))])
"""


def test_what_cannot_be_judged_is_told(scons: Scons, app: Callable[..., Path]) -> None:
    folder = app(unikernel__py=FAILS)
    done = scons("target=spt", f"app={folder}", "max_mem=2")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].endswith(
        "probe.spt: the image ended with status 255 with mem=512, so its memory "
        "cannot be measured; give what it runs well with (ValueError: no)"
    )
    done = scons("target=hvt", "arch=aarch64", f"app={folder}", "max_mem=2")
    assert done.returncode == 1
    assert "max_mem=2 cannot be judged for " in done.stderr
    assert "Traceback" not in done.stderr


def test_devices_are_asked_for(scons: Scons, app: Callable[..., Path]) -> None:
    folder = app(config=DISK, unikernel__py="def start(disk):\n    print('disk')\n")
    words = ("target=spt", f"app={folder}")
    missing = scons(*words, "measure")
    assert missing.returncode == 1
    assert "give block.disk=FILE" in missing.stderr
    disk = folder / "disk.img"
    disk.write_bytes(bytes(4096))
    done = scons(*words, "measure", f"block.disk={disk}")
    assert (done.returncode, _figure(done.stdout)) == (0, 2), done.stderr
