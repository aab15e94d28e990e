# SPDX-License-Identifier: ISC
"""QEMU as the tender of virtio images: its command line, and the exit status.

Run as ``python -m echis.qemu --arch=ARCH [OPTION]... -- IMAGE [ARG]...`` it takes the
options of Solo5's tenders; ``dist/solo5-virtio`` is just that.
"""

from __future__ import annotations

import fcntl
import socket
import struct
import sys
from collections.abc import Sequence
from pathlib import Path

from echis import bootvar, host, status_line, tender_words
from echis.disk import forms
from echis.domains.domain import QEMU, SERIAL
from echis.errors import ConfigError
from echis.run import DEFAULT_MEM

_MTU = 1500
_SIOCGIFMTU = 0x8921
_SLOTS, _FIRST_SLOT = 24, 4
PROGRAM = QEMU
# Emulated processors; that of aarch64 is a fast one to emulate.
_CPU = {"x86_64": "Westmere,+rdrand", "aarch64": "cortex-a72"}
# The bus that devices are on: PCI, or registers in memory of today's layout.
_BUS = {"x86_64": "pci", "aarch64": "device"}
_MACHINE = {
    "x86_64": ("-device", "isa-debug-exit"),
    "aarch64": ("-machine", "virt", "-global", "virtio-mmio.force-legacy=false"),
}


def command(
    image: Path | str,
    arch: str,
    args: Sequence[str],
    devices: Sequence[str],
    *,
    mem: int,
    accel: str,
) -> list[str]:
    """QEMU's command line; ``devices`` are words of `net` and `block`."""
    return [*machine(arch, devices, mem=mem, accel=accel), *_boot(Path(image), args)]


def machine(arch: str, devices: Sequence[str], *, mem: int, accel: str) -> list[str]:
    """The machine that images have, without one."""
    return [
        PROGRAM.format(arch=arch),
        *("-accel", accel, "-cpu", "host" if accel == "kvm" else _CPU[arch]),
        *("-m", str(mem), *_MACHINE[arch]),
        *("-nodefaults", "-no-user-config", "-no-reboot", "-display", "none"),
        *("-serial", "stdio"),
        *devices,
    ]


def _boot(image: Path, args: Sequence[str]) -> list[str]:
    """The words that start an image, or a disk that has one and its arguments."""
    if not (form := forms.of(image)):
        return ["-kernel", str(image), "-append", bootvar.join(args)]
    if args:
        raise ConfigError(f"{image} is a disk, which has its arguments in it")
    # Not virtio's, or the guest would take it for the first of its own.
    return ["-drive", f"if=ide,format={form},file={_text(str(image))}"]


def net(arch: str, name: str, tap: str, mac: str) -> list[str]:
    """The words for a network device: a tap, or ``@FD`` of one that is open."""
    how = f"fd={tap[1:]}" if tap.startswith("@") else f"ifname={_text(tap)}"
    scripts = "" if tap.startswith("@") else ",script=no,downscript=no"
    address = f",mac={mac}" if mac else ""
    return [
        *("-netdev", f"tap,id={name},{how}{scripts}"),
        *(
            "-device",
            f"virtio-net-{_BUS[arch]},netdev={name}{address},host_mtu={_mtu(tap)}",
        ),
    ]


def block(arch: str, name: str, file: Path | str, sector: int) -> list[str]:
    """The words for a block device."""
    size = f",logical_block_size={sector},physical_block_size={sector}"
    return [
        *("-drive", f"id={name},if=none,format=raw,file={_text(str(file))}"),
        "-device",
        f"virtio-blk-{_BUS[arch]},drive={name},serial={name[:SERIAL]}"
        + (size if sector else ""),
    ]


def _text(value: str) -> str:
    """In QEMU's lists a comma is written twice."""
    return value.replace(",", ",,")


def _mtu(tap: str) -> int:
    request = struct.pack("16si12x", tap.encode()[:15], 0)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        try:
            answer = fcntl.ioctl(any_socket, _SIOCGIFMTU, request)
        except OSError:
            return _MTU
    return int(struct.unpack("16si12x", answer)[1])


def placed(arch: str, devices: Sequence[Sequence[str]]) -> list[str]:
    """The words of all devices, in the order in which the guest finds them.

    QEMU's PC has room for some 28 on slots of their own, and eight times as many as
    functions of one; its aarch64 board for 32.
    """
    words = [list(device) for device in devices]
    if arch == "x86_64" and len(words) > _SLOTS:
        for index, device in enumerate(words):
            slot = f"addr={_FIRST_SLOT + index // 8:x}.{index % 8}"
            device[-1] += f",{slot},multifunction=on"
    return [word for device in words for word in device]


def words(given: Sequence[str], arch: str) -> list[str]:
    """QEMU's command line for the options, image and arguments of a tender's."""
    options, image, args = tender_words.parse(given)
    macs, sectors = options["net-mac"], options["block-sector-size"]
    found = [net(arch, n, tap, macs.get(n, "")) for n, tap in options["net"].items()]
    found += [
        block(arch, n, f, int(sectors.get(n, 0))) for n, f in options["block"].items()
    ]
    mem = int(options["mem"].get("", DEFAULT_MEM))
    return command(image, arch, args, placed(arch, found), mem=mem, accel=_accel(arch))


def _accel(arch: str) -> str:
    """KVM where hardware stands behind it, else emulation."""
    machine = host.probe()
    usable = machine.virtualises and machine.arch == arch and not machine.without_kvm
    return "kvm" if usable else "tcg"


def main(given: Sequence[str]) -> int:
    """Runs an image with the options of a tender; the first is ``--arch=``."""
    return status_line.run(words(given[1:], given[0].removeprefix("--arch=")))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ConfigError as error:
        print(f"echis: {error}", file=sys.stderr)
        sys.exit(1)
