# SPDX-License-Identifier: ISC
"""A disk read and written from one end to the other, by a C image on virtio and by a
C program on Linux, under one QEMU's emulation and with the same options.

The program opens the disk with O_DIRECT. The file lies in the host's cache.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from bench import guest
from bench.figure import Found, Goal, ratio, spread
from bench.guest import Guest
from bench.measure import in_turn
from bench.place import Place
from echis import qemu

ROUNDS = 7
DISK = 32 << 20
# The bytes of a call: one block of a file system, and many of them.
SIZES = {"4 KiB": 4096, "1 MiB": 1 << 20}
KINDS = {"read": "r", "written": "w"}
CASES = {
    f"disk {kind}, {size} a call": f"{letter}{count}"
    for kind, letter in KINDS.items()
    for size, count in SIZES.items()
}
RATIOS = {case: Goal(f"{case}: ours / Linux", "", 1.0, at_least=True) for case in CASES}
OURS = {case: Goal(f"{case}: ours", "MB/s") for case in CASES}
GOALS = (*RATIOS.values(), *OURS.values())


def measure(place: Place) -> Found:
    """Ratios of throughput: above 1, ours is the faster one."""
    guest.needed()
    image, program = place.c_image("blocks", "virtio"), place.program("blocks")
    ours = guest.ours(image, _disk(place, "ours"))
    linux = guest.linux(program, place.folder, _disk(place, "linux"))
    with Guest(ours) as one, Guest(linux) as other:
        guests = {"ours": one, "linux": other}
        for begun in guests.values():
            begun.answer()
        return {k: v for case in CASES for k, v in _case(guests, case).items()}


def _disk(place: Place, name: str) -> list[str]:
    file = place.folder / f"{name}.img"
    place.folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(bytes(DISK))
    return qemu.block(guest.ARCH, "storage", file, 0)


def _case(guests: Mapping[str, Guest], case: str) -> Found:
    once = {who: _once(one, CASES[case]) for who, one in guests.items()}
    seen = in_turn(once, ROUNDS)
    return {
        RATIOS[case].figure: ratio(seen["ours"], seen["linux"]),
        OURS[case].figure: spread(seen["ours"]),
    }


def _once(one: Guest, command: str) -> Callable[[], float]:
    return partial(_megabytes_a_second, one, command)


def _megabytes_a_second(one: Guest, command: str) -> float:
    nanoseconds = one.ask(command)
    if not nanoseconds:
        raise RuntimeError(f"a guest's disk failed at {command}")
    return DISK / nanoseconds * 1000
