# SPDX-License-Identifier: ISC
"""The console of an image, where what it prints is not taken at once."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.build.conftest import Scons

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
