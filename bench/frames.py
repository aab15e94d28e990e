# SPDX-License-Identifier: ISC
"""Frames a second from and to a C image on virtio, and a C program on a packet socket
of Linux, under one QEMU's emulation and with the same options.

The cable is a pair of sockets of this process, which sends many frames in one call and
counts what it gets by its bytes: it is not what is slow.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from bench import guest
from bench.figure import Found, Goal, ratio, spread
from bench.guest import Guest
from bench.measure import in_turn
from bench.place import Place

ROUNDS = 3
SIZES = (64, 512, 1514)
MAC = bytes.fromhex("525400123456")
_TYPE = bytes.fromhex("88b5")  # for experiments
_COUNT = 4  # bytes, in front of each frame on QEMU's stream
_AT_ONCE = 1 << 16
CASES = {
    f"frames {way}, {size} bytes": (letter, size)
    for way, letter in {"sent": "s", "received": "r"}.items()
    for size in SIZES
}
RATIOS = {case: Goal(f"{case}: ours / Linux", "", 1.0, at_least=True) for case in CASES}
OURS = {case: Goal(f"{case}: ours", "frames/s") for case in CASES}
GOALS = (*RATIOS.values(), *OURS.values())


class Wired:
    """A guest whose network device is on a cable to this process."""

    def __init__(self, words: Callable[[Sequence[str]], list[str]]) -> None:
        self._end, theirs = socket.socketpair()
        with theirs:
            fd = theirs.fileno()
            self.guest = Guest(words(_network(fd)), (fd,))
        self._rest = memoryview(b"")

    def sent(self, size: int) -> float:
        """Frames a second that the guest sends."""
        seen: list[tuple[float, int]] = []
        reader = threading.Thread(target=self._count, args=(seen,))
        reader.start()
        self.guest.ask(f"s{size}")
        reader.join()
        if len(seen) < 2:
            raise RuntimeError("a guest sent nothing")
        (start, _), (end, _) = seen[0], seen[-1]
        whole = sum(count for _, count in seen[1:])
        return whole / (size + _COUNT) / (end - start)

    def received(self, size: int) -> float:
        """Frames a second that the guest gets."""
        self.guest.ask(f"r{size}")
        stop = threading.Event()
        writer = threading.Thread(target=self._flood, args=(size, stop))
        writer.start()
        try:
            return self.guest.answer()
        finally:
            stop.set()
            writer.join()

    def _count(self, seen: list[tuple[float, int]]) -> None:
        """When how many bytes came, until there have been none for a while."""
        self._end.settimeout(5)
        try:
            while got := len(self._end.recv(1 << 20)):
                seen.append((time.perf_counter(), got))
                self._end.settimeout(0.3)
        except TimeoutError:
            pass

    def _flood(self, size: int, stop: threading.Event) -> None:
        frame = (MAC + bytes(6) + _TYPE).ljust(size, b"\0")
        one = size.to_bytes(_COUNT, "big") + frame
        many = one * (_AT_ONCE // len(one))
        self._end.settimeout(0.1)
        # A guest that has counted enough takes no more: the rest of what is begun is
        # for the next time.
        while not stop.is_set():
            self._rest = self._rest or memoryview(many)
            with contextlib.suppress(TimeoutError):
                self._rest = self._rest[self._end.send(self._rest) :]


def measure(place: Place) -> Found:
    """Ratios of rates: above 1, ours is the faster one."""
    guest.needed()
    sent = [case for case, (letter, _) in CASES.items() if letter == "s"]
    received = [case for case in CASES if case not in sent]
    return _cases(place, sent) | _cases(place, received)


def _cases(place: Place, cases: Sequence[str]) -> Found:
    """One way on guests of its own."""
    ours = partial(guest.ours, place.c_image("frames", "virtio"))
    linux = partial(guest.linux, place.program("frames"), place.folder)
    one, other = Wired(ours), Wired(linux)
    with one.guest, other.guest:
        wired = {"ours": one, "linux": other}
        for begun in wired.values():
            begun.guest.answer()
        return {k: v for case in cases for k, v in _case(wired, case).items()}


def _network(fd: int) -> list[str]:
    address = ":".join(f"{byte:02x}" for byte in MAC)
    return [
        *("-netdev", f"socket,id=service0,fd={fd}"),
        *("-device", f"virtio-net-pci,netdev=service0,mac={address}"),
    ]


def _case(wired: Mapping[str, Wired], case: str) -> Found:
    once = {who: _once(one, *CASES[case]) for who, one in wired.items()}
    seen = in_turn(once, ROUNDS)
    return {
        RATIOS[case].figure: ratio(seen["ours"], seen["linux"]),
        OURS[case].figure: spread(seen["ours"]),
    }


def _once(one: Wired, letter: str, size: int) -> Callable[[], float]:
    return partial(one.sent if letter == "s" else one.received, size)
