# SPDX-License-Identifier: ISC
"""From an image's first instruction to its first byte on the console, on virtio under
QEMU's emulation: one print in Python against the same in C.
"""

from __future__ import annotations

import re
import subprocess
from functools import partial
from pathlib import Path

from bench import guest
from bench.figure import Found, Goal, NotMeasured, ratio, spread
from bench.measure import in_turn
from bench.place import Place
from echis import qemu
from tests.lab import programs
from tests.lab.errors import Missing

ROUNDS = 15
SECONDS = 60
RATIO = Goal("Python hello / C hello on virtio, first byte", limit=1.5)
C = Goal("C hello on virtio, first byte", "million cycles")
PYTHON = Goal("Python hello on virtio, first byte", "million cycles")
GOALS = (RATIO, C, PYTHON)


def measure(place: Place) -> Found:
    """Cycles of the processor's counter, as `--solo5:boot` tells them."""
    try:
        programs.ensure(qemu.PROGRAM.format(arch=guest.ARCH))
    except Missing as why:
        raise NotMeasured(str(why)) from why
    place.build(place.root / "bench" / "hello", target="virtio")
    images = {
        "c": place.c_image("test_hello", "virtio"),
        "python": place.image("one-print", "virtio"),
    }
    seen = in_turn({who: partial(_cycles, i) for who, i in images.items()}, ROUNDS)
    return {
        RATIO.figure: ratio(seen["python"], seen["c"]),
        C.figure: spread(seen["c"]),
        PYTHON.figure: spread(seen["python"]),
    }


def _cycles(image: Path) -> float:
    args = ("--solo5:boot", "Hello_Solo5")
    words = qemu.command(image, guest.ARCH, args, (), mem=guest.MEM, accel="tcg")
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    found = re.search(r"boot took (\d+) cycles", done.stdout)
    if not found:
        raise RuntimeError(f"{image.name} printed {done.stdout!r}")
    return int(found[1]) / 1_000_000
