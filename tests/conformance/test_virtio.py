# SPDX-License-Identifier: ISC
"""virtio images on other machines than the matrix's: boot loaders, chipsets, and
devices of every age.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import pytest

from echis import arm64_image, qemu
from echis.errors import ConfigError
from tests.lab import Missing, programs

from . import images

MULTIBOOT = (0x1BADB002).to_bytes(4, "little")
SECONDS = 60
BLOCKS = 4 << 20


def _image(name: str, arch: str = "x86_64") -> Path:
    try:
        programs.ensure(qemu.PROGRAM.format(arch=arch))
    except Missing as missing:
        pytest.skip(str(missing))
    return images.built(images.image(f"test_{name}", "virtio", arch))


def _boot(
    image: Path,
    *args: str,
    arch: str = "x86_64",
    devices: Sequence[str] = (),
    machine: Sequence[str] = (),
) -> subprocess.CompletedProcess[str]:
    """An image on a machine of one's own; QEMU's own status."""
    words = qemu.command(image, arch, args, devices, mem=64, accel="tcg")
    words = [*words, *machine]
    return subprocess.run(
        words, capture_output=True, text=True, timeout=SECONDS, check=False
    )


def _pvh(image: Path, folder: Path) -> Path:
    """A copy that Multiboot loaders do not know, and QEMU loads by PVH."""
    data = image.read_bytes()
    assert data.index(MULTIBOOT) < 8192 - 32
    copy = folder / "pvh"
    copy.write_bytes(data.replace(MULTIBOOT, bytes(4), 1))
    return copy


@pytest.mark.parametrize("machine", ["pc", "q35"])
@pytest.mark.parametrize("entry", ["multiboot", "pvh"])
def test_boot(tmp_path: Path, machine: str, entry: str) -> None:
    image = _image("hello")
    if entry == "pvh":
        image = _pvh(image, tmp_path)
    done = _boot(image, "Hello_Solo5", machine=["-machine", machine])
    assert "Command line is: 'Hello_Solo5'\nSUCCESS\n" in done.stdout, done.stderr
    assert done.stdout.endswith("Solo5: exit status 0\n")


@pytest.mark.parametrize("machine", ["pc", "q35"])
def test_power_off(tmp_path: Path, machine: str) -> None:
    """Without isa-debug-exit the guest switches the machine off by ACPI."""
    words = qemu.command(_image("hello"), "x86_64", (), (), mem=64, accel="tcg")
    at = words.index("isa-debug-exit")
    del words[at - 1 : at + 1]
    done = subprocess.run(
        [*words, "-machine", machine],
        capture_output=True, text=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert done.stdout.endswith("Solo5: exit status 1\n"), done.stderr
    assert done.returncode == 0


def _disk(folder: Path, options: str, size: int = BLOCKS) -> list[str]:
    file = folder / f"disk{size}"
    file.write_bytes(bytes(size))
    drive = f"id={file.name},if=none,format=raw,file={file}"
    return ["-drive", drive, "-device", f"virtio-blk-pci,drive={file.name}{options}"]


@pytest.mark.parametrize(
    "options",
    [
        ",disable-legacy=on",
        ",disable-modern=on",
        ",disable-modern=off,disable-legacy=off",
        ",vectors=0",
        ",disable-modern=on,vectors=0",
        ",event_idx=off",
        ",queue-size=8",
    ],
)
def test_block_devices_of_every_age(tmp_path: Path, options: str) -> None:
    done = _boot(_image("blk"), "512", devices=_disk(tmp_path, options))
    assert "SUCCESS" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("size", [512, 4096])
def test_many_blocks_in_a_request(tmp_path: Path, size: int) -> None:
    sizes = f",logical_block_size={size},physical_block_size={size}"
    done = _boot(_image("blocks"), devices=_disk(tmp_path, sizes))
    assert "SUCCESS" in done.stdout, done.stdout + done.stderr


def test_a_device_behind_a_bridge(tmp_path: Path) -> None:
    bridge = ["-device", "pcie-root-port,id=root"]
    devices = [*bridge, *_disk(tmp_path, ",bus=root")]
    done = _boot(_image("blk"), "512", devices=devices, machine=["-machine", "q35"])
    assert "SUCCESS" in done.stdout, done.stdout + done.stderr


def test_a_name_that_is_a_serial_number_goes_before_the_order(tmp_path: Path) -> None:
    small = _disk(tmp_path, "", 4096)
    named = _disk(tmp_path, ",serial=storage")
    done = _boot(_image("blk"), "512", devices=[*small, *named])
    assert "SUCCESS" in done.stdout, done.stdout


def test_a_device_that_is_missing_is_named() -> None:
    done = _boot(_image("blk"), "512")
    assert (
        'ABORT: block device "storage": the machine has no virtio device for it\n'
    ) in done.stdout
    assert done.stdout.endswith("Solo5: exit status 255\n")


def test_a_device_that_is_refused_ends_the_image_once() -> None:
    card = ["-netdev", "user,id=card", "-device", "virtio-net,netdev=card,host_mtu=60"]
    done = _boot(_image("net"), "1000", devices=card)
    assert done.stdout.endswith(
        'Solo5: ABORT: net device "service0": its MTU is below 68\n'
        "Solo5: exit status 255\n"
    ), done.stdout[-500:]


def test_a_block_device_that_never_answers_is_given_up(tmp_path: Path) -> None:
    """Its first request takes minutes; an idle machine's clock runs ahead."""
    file = tmp_path / "disk"
    file.write_bytes(bytes(BLOCKS))
    drive = f"id=slow,if=none,format=raw,file={file},throttling.bps-total=1"
    done = _boot(
        _image("blk"),
        "512",
        devices=["-drive", drive, "-device", "virtio-blk-pci,drive=slow"],
        machine=["-icount", "shift=auto,sleep=off"],
    )
    assert (
        'Solo5: block device "storage": it does not answer, and is given up\n'
        "FAILURE: keeps_blocks()\nSolo5: exit status 1\n"
    ) in done.stdout, done.stderr


@pytest.mark.parametrize("kind", ["write", "read"])
def test_an_error_of_a_block_device_is_an_error(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "disk"
    file.write_bytes(bytes(BLOCKS))
    fault = "".join(
        f",inject-error.0.{setting}"
        for setting in ("event=none", f"iotype={kind}", "errno=5", "sector=20")
    )
    done = _boot(
        _image("blk"),
        "512",
        devices=[
            *("-blockdev", f"driver=file,filename={file},node-name=file"),
            *("-blockdev", f"driver=blkdebug,image=file,node-name=bad{fault}"),
            *("-device", "virtio-blk-pci,drive=bad"),
        ],
    )
    assert "FAILURE: keeps_blocks()\nSolo5: exit status 1\n" in done.stdout, done.stderr


def test_a_flush_reaches_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "disk"
    file.write_bytes(bytes(BLOCKS))
    fault = ",inject-error.0.event=none,inject-error.0.iotype=flush"
    done = _boot(
        _image("blocks"),
        devices=[
            *("-blockdev", f"driver=file,filename={file},node-name=file"),
            *("-blockdev", f"driver=blkdebug,image=file,node-name=bad{fault}"),
            *("-device", "virtio-blk-pci,drive=bad"),
        ],
    )
    assert "FAILURE: echis_block_flush(disk) == SOLO5_R_OK\n" in done.stdout, (
        done.stderr
    )


def test_waiting_takes_no_processor_time() -> None:
    before, start = _processor(), time.monotonic()
    done = _boot(_image("time"))
    seconds = time.monotonic() - start
    assert "SUCCESS" in done.stdout
    assert seconds > 1
    assert _processor() - before < seconds / 2


def test_who_is_kept_from_measuring_oversleeps_not() -> None:
    """A busy host stops the machine while it measures how fast its timer is."""
    words = qemu.command(_image("time"), "x86_64", (), (), mem=64, accel="tcg")
    start = time.monotonic()
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as machine:
        while time.monotonic() - start < 3:
            for number in (signal.SIGSTOP, signal.SIGCONT):
                machine.send_signal(number)
                time.sleep(0.06 if number == signal.SIGSTOP else 0.003)
        said, _ = machine.communicate(timeout=SECONDS)
    assert "SUCCESS" in said
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    "options", ["", ",disable-modern=on", ",disable-legacy=on,vectors=0"]
)
def test_entropy_devices_of_every_age(options: str) -> None:
    device = ["-device", f"virtio-rng-pci{options}"]
    done = _boot(_image("entropy"), "RDRAND,virtio-rng", devices=device)
    assert "SUCCESS" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("cpu", ["Westmere", "Westmere,+rdrand"])
def test_sources_of_entropy_are_named(cpu: str) -> None:
    names = "RDRAND" if "rdrand" in cpu else "none"
    done = _boot(_image("entropy"), "--solo5:info", machine=["-cpu", cpu])
    assert f"Solo5: entropy: {names}\n" in done.stdout
    assert "SUCCESS" in done.stdout, done.stdout


@pytest.mark.parametrize("legacy", ["true", "false"])
def test_an_entropy_device_of_aarch64(legacy: str) -> None:
    done = _boot(
        _image("entropy", "aarch64"),
        "virtio-rng",
        arch="aarch64",
        devices=["-device", "virtio-rng-device"],
        machine=["-global", f"virtio-mmio.force-legacy={legacy}"],
    )
    assert "SUCCESS" in done.stdout, done.stdout + done.stderr


def test_an_entropy_device_that_never_answers_is_done_without(tmp_path: Path) -> None:
    """Its source is a pipe into which nobody writes."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done = _boot(
        _image("entropy"),
        "RDRAND",
        devices=[
            *("-object", f"rng-random,filename={pipe},id=dry"),
            *("-device", "virtio-rng-pci,rng=dry"),
        ],
        machine=["-icount", "shift=auto,sleep=off"],
    )
    assert "Solo5: entropy device: it does not answer, and is given up" in done.stdout
    assert "SUCCESS" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("arch", ["x86_64", "aarch64"])
def test_what_is_typed_wakes_who_waits(arch: str) -> None:
    """By an interrupt: to look every tenth of a second would take three."""
    words = qemu.command(_image("input", arch), arch, (), (), mem=64, accel="tcg")
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    ) as machine:
        assert machine.stdin is not None
        assert machine.stdout is not None
        _read_until(machine.stdout, b"**** test_input ****\n")
        start = time.monotonic()
        for number in range(60):
            machine.stdin.write(b"%d" % (number % 10))
            _read_until(machine.stdout, b"got %d\n" % (number % 10))
        seconds = time.monotonic() - start
        machine.stdin.write(b".")
        _read_until(machine.stdout, b"SUCCESS\n")
    assert seconds < 2


def _read_until(console: IO[bytes], text: bytes) -> None:
    seen = b""
    while not seen.endswith(text):
        more = console.read(1)
        assert more, seen
        seen += more


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("version", [2, 3])
def test_interrupt_controllers_of_aarch64(version: int) -> None:
    machine = ["-machine", f"gic-version={version}"]
    done = _boot(_image("time", "aarch64"), arch="aarch64", machine=machine)
    assert done.stdout.endswith("SUCCESS\nSolo5: exit status 0\n"), done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize("legacy", ["true", "false"])
@pytest.mark.parametrize("version", [2, 3])
def test_block_devices_of_aarch64(tmp_path: Path, version: int, legacy: str) -> None:
    machine = ["-machine", f"gic-version={version}"]
    machine += ["-global", f"virtio-mmio.force-legacy={legacy}"]
    file = tmp_path / "disk"
    file.write_bytes(bytes(BLOCKS))
    done = _boot(
        _image("blk", "aarch64"),
        "512",
        arch="aarch64",
        devices=qemu.block("aarch64", "storage", file, 0),
        machine=machine,
    )
    assert "SUCCESS" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize(
    "options",
    [",disable-legacy=on", ",disable-modern=on", ",vectors=0", ",queue-size=8"],
)
@pytest.mark.parametrize("machine", ["gic-version=2", "gic-version=3", "highmem=off"])
def test_pci_devices_of_aarch64(tmp_path: Path, machine: str, options: str) -> None:
    """No firmware has given them addresses, and their registers may lie above 4 GiB.
    Were interrupts lost, so many requests would take minutes.
    """
    done = _boot(
        _image("blk", "aarch64"),
        "512",
        arch="aarch64",
        devices=["-device", "virtio-rng-pci", *_disk(tmp_path, options)],
        machine=["-machine", machine],
    )
    assert "SUCCESS" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("machine", ["virt", "virt,virtualization=on"])
def test_a_raw_image(tmp_path: Path, machine: str) -> None:
    """As loaders take Linux: the device tree is where X0 says, behind the image."""
    file = tmp_path / "Image"
    words = [
        sys.executable,
        "-m",
        "echis.arm64_image",
        _image("hello", "aarch64"),
        file,
    ]
    subprocess.run(words, cwd=images.ROOT / "site_scons", check=True)
    done = _boot(file, "Hello_Solo5", arch="aarch64", machine=["-machine", machine])
    assert "Command line is: 'Hello_Solo5'\nSUCCESS\n" in done.stdout, done.stderr


def test_only_virtio_of_aarch64_has_raw_images() -> None:
    image = _image("hello")
    with pytest.raises(ConfigError) as caught:
        arm64_image.raw(image)
    assert caught.value.message == f"{image} is no virtio image for aarch64"


def test_a_guest_that_starts_at_el2() -> None:
    machine = ["-machine", "virtualization=on"]
    done = _boot(_image("hello", "aarch64"), arch="aarch64", machine=machine)
    assert "**** test_hello ****" in done.stdout, done.stderr
