# SPDX-License-Identifier: ISC
"""What a description of a domain says: the image, and the devices that it asks for."""

from __future__ import annotations

from dataclasses import dataclass

from echis import engine
from echis.info import Info

# MiB, as in what MirageOS writes.
MEMORY = 256
# Xen's own name for the bridge of its guests, in its papers. A build does not look for
# the bridges of the machine that it is on.
BRIDGE = "xenbr"
# QEMU, and how many characters of a disk's name its guests see.
QEMU = "qemu-system-{arch}"
SERIAL = 20


@dataclass(frozen=True, slots=True)
class Domain:
    """An image of one arch; its devices are in the order in which it takes them."""

    name: str
    kernel: str
    arch: str
    networks: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()


def of(info: Info, arch: str) -> Domain:
    """The domain of an application on a target."""
    # Not the manifest of the image: on Xen that is empty.
    entries = engine.manifest(info.graph, info.context)
    return Domain(
        info.name,
        info.output,
        arch,
        tuple(e.name for e in entries if e.type == "NET_BASIC"),
        tuple(e.name for e in entries if e.type == "BLOCK_BASIC"),
    )


def disk_name(bus: str, index: int) -> str:
    """The name of a disk by its place: ``vda``, ``vdb``, … ``vdz``, ``vdaa``."""
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return bus + letters
