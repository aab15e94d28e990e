# SPDX-License-Identifier: ISC
"""What one print in Python takes where an image is a whole machine's: bytes of the
stripped file, and the least memory, found as the verb `measure` finds it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from bench import guest
from bench.figure import Found, Goal, NotMeasured, Spread, spread
from bench.place import Place
from echis import measure as boots
from echis import qemu
from echis.errors import ConfigError
from echis.manifest import Manifest
from echis.measure import Outcome
from echis.run import Run
from tests.lab import programs, ways
from tests.lab.errors import Missing
from tests.lab.job import End, Job, command
from tests.lab.xen import TENDER

TARGETS = ("virtio", "xen")
SIZES = {t: Goal(f"image: one print on {t}", "bytes") for t in TARGETS}
MEMORY = {t: Goal(f"least memory of one print on {t}", "MiB") for t in TARGETS}
GOALS = (*SIZES.values(), *MEMORY.values())
SECONDS = 30
# MiB that are enough on xen: less than `measure` begins with, which dom0 lacks.
CEILING = 32


def measure(place: Place) -> Found:
    """Sizes and memory."""
    found: Found = {}
    for target in TARGETS:
        place.build(place.root / "bench" / "hello", target=target)
        size = place.image("one-print", target).stat().st_size
        found[SIZES[target].figure] = spread([size])
    found[MEMORY["virtio"].figure] = _had(_least_on_virtio, place)
    found[MEMORY["xen"].figure] = _had(_least_on_xen, place)
    return found


def _had(least: Callable[[Place], int], place: Place) -> Spread | NotMeasured:
    try:
        return spread([least(place)])
    except (Missing, ConfigError) as why:
        return NotMeasured(str(why))


def _least_on_virtio(place: Place) -> int:
    programs.ensure(qemu.PROGRAM.format(arch=guest.ARCH))
    asked = Run(
        image=place.image("one-print", "virtio"),
        target="virtio",
        arch=guest.ARCH,
        manifest=Manifest(),
    )
    tender = place.dist / "solo5-virtio"
    return boots.least(asked, tender, place.root, SECONDS, _say)


def _least_on_xen(place: Place) -> int:
    image = place.image("one-print", "xen")

    def boot(mem: int) -> Outcome:
        outcome = _boot_on_xen(image, mem)
        _say(f"{image.name}: mem={mem}: {outcome}")
        return outcome

    return boots.smallest(boot, boots.floor(image), CEILING)


def _boot_on_xen(image: Path, mem: int) -> Outcome:
    words = ["./tender", f"--mem={mem}", "--", "./image"]
    files = {"tender": TENDER, "image": image}
    job = Job(image.name, command(words), files=files, timeout=SECONDS)
    (result,) = ways.run(ways.Way.XEN, guest.ARCH, [job], say=lambda line: None)
    status = result.status if result.end is End.DONE else None
    return Outcome(status, result.output.encode())


def _say(line: str) -> None:
    print(f"bench: {line}", file=sys.stderr)
