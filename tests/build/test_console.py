# SPDX-License-Identifier: ISC
"""The console of an image: what it prints is not taken at once, and what is typed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from echis import qemu
from tests.build.conftest import Scons
from tests.lab import Missing, programs

LINES = 4000
PRINTS = f"""
def start():
    for number in range({LINES}):
        print("line", number, "." * 40)
"""


def test_a_pipe_that_does_not_block_loses_nothing(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    """Four times what a pipe holds, into one that nobody reads from for a while."""
    built = scons("target=spt", f"app={app(unikernel__py=PRINTS)}")
    assert built.returncode == 0, built.stderr
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    dist = tmp_path / "dist"
    words = [dist / "solo5-spt", "--mem=8", "--", dist / "probe.spt"]
    with subprocess.Popen(words, stdout=writer, stderr=subprocess.DEVNULL) as tender:
        os.close(writer)
        try:
            tender.wait(0.5)
        except subprocess.TimeoutExpired:
            pass
        with os.fdopen(reader) as text:
            lines = text.read().splitlines()
    assert tender.returncode == 0
    assert lines == [f"line {number} {'.' * 40}" for number in range(LINES)]


READS = """
import asyncio
import select
import sys

from echis import Console


async def tick() -> None:
    while True:
        await asyncio.sleep(0.05)
        print("tick")


async def start(console: Console) -> None:
    ticks = asyncio.create_task(tick())
    text = b""
    while not text.endswith(b"."):
        text += await console.read(100)
    ticks.cancel()
    print("device", text)
    print("readable", len(select.select([sys.stdin], [], [], 0.05)[0]))
    print("go on")
    print("line", repr(input("? ")))
    print("text", repr(sys.stdin.readline()))
    print("bytes", sys.stdin.buffer.read(3))
"""
CONSOLE = 'register("probe", [main("unikernel", console >> job)(default_console)])'


def test_what_is_typed(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    """Through the program that stands for the tender, while other tasks run on."""
    try:
        programs.ensure(qemu.PROGRAM.format(arch="x86_64"))
    except Missing as missing:
        pytest.skip(str(missing))
    folder = app(config=CONSOLE, unikernel__py=READS)
    built = scons("target=virtio", "arch=x86_64", f"app={folder}")
    assert built.returncode == 0, built.stderr
    words = [tmp_path / "dist" / "solo5-virtio", "--", tmp_path / "dist/probe.virtio"]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as machine:
        assert machine.stdin is not None
        assert machine.stdout is not None
        assert machine.stdout.readline() == "tick\n"
        print("yes.", end="", file=machine.stdin, flush=True)
        while (line := machine.stdout.readline()) == "tick\n":
            pass
        assert line == "device b'yes.'\n"
        assert machine.stdout.readline() == "readable 0\n"
        assert machine.stdout.readline() == "go on\n"
        print("a line\rtext\rxyz", end="", file=machine.stdin, flush=True)
        rest = machine.stdout.read()
    assert rest == "? line 'a line'\ntext 'text\\n'\nbytes b'xyz'\n"


def test_a_console_without_input(
    scons: Scons, app: Callable[..., Path], tmp_path: Path
) -> None:
    folder = app(config=CONSOLE, unikernel__py=READS)
    built = scons("target=spt", f"app={folder}")
    assert built.returncode == 0, built.stderr
    words = [tmp_path / "dist" / "solo5-spt", "--mem=8", "--", tmp_path / "dist/probe.spt"]
    done = subprocess.run(
        words, input="yes.", capture_output=True, text=True, check=False
    )
    assert done.stdout.endswith("OSError: [Errno 95] EOPNOTSUPP\n")
    assert done.returncode == 255
