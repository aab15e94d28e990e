# SPDX-License-Identifier: ISC
"""Attaching block and network devices."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest

from tests.docs.papers import ROOT, blocks
from tests.lab.direct import needs_network
from tests.lab.errors import Missing

from .tender import command, run
from .test_options import refused

PAPER = ROOT / "docs" / "deploying.md"


def test_nothing_attached(devices: Path) -> None:
    end = run("spt", devices)
    refused(end, "All declared devices must be attached.")
    assert "Device 'storage' of type BLOCK_BASIC declared but not attached." in end.err
    assert "Device 'service' of type NET_BASIC declared but not attached." in end.err


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("--block:other=DISK", "Resource not declared in manifest: 'other'"),
        ("--block:service=DISK", "Resource not declared in manifest: 'service'"),
        ("--net:storage=tap0", "Resource not declared in manifest: 'storage'"),
        ("--net-mac:storage=02:00:00:00:00:01", "Resource not declared in manifest"),
        ("--block-sector-size:other=512", "Resource not declared in manifest: 'other'"),
        ("--block:storage=", "Invalid option: `--block:storage='"),
        ("--block:=DISK", "Invalid option: `--block:="),
        ("--block:storage", "Invalid option: `--block:storage'"),
        (f"--block:{'a' * 68}=DISK", "Invalid option"),
        ("--block:storage=/nonexistent", "Could not open block device: /nonexistent"),
        ("--block:storage=/", "Could not open block device: /: Is a directory"),
        ("--block-sector-size:storage=521", "Block size must be a multiple of 2"),
        ("--block-sector-size:storage=256", "greater than or equal 512"),
        ("--block-sector-size:storage=65536", "Block size must be at most 32768"),
        ("--block-sector-size:storage=x", "not 'x'"),
        ("--net:service=@", "write @ and the number of an open descriptor"),
        ("--net:service=@x", "write @ and the number of an open descriptor"),
        ("--net:service=@99", "Could not attach interface: @99: Bad file descriptor"),
        ("--net:service=@99999999999", "write @ and the number of an open descriptor"),
        ("--net:service=nosuchtap", "interface: nosuchtap: No such device"),
        ("--net:service=morethanfifteenletters", "name too long"),
        ("--net-mac:service=02:00:00:00:00", "is no hardware address"),
        ("--net-mac:service=02:00:00:00:00:01:", "is no hardware address"),
        ("--net-mac:service=02:00:00:00:00:0g", "is no hardware address"),
        ("--net-mac:service=03:00:00:00:00:01", "is a multicast address"),
    ],
)
def test_wrong_option(devices: Path, disk: Path, option: str, text: str) -> None:
    refused(run("spt", option.replace("DISK", str(disk)), devices), text)


def test_attached_twice(devices: Path, disk: Path) -> None:
    option = f"--block:storage={disk}"
    refused(run("spt", option, option, devices), "Device 'storage' is attached twice")


@pytest.mark.parametrize(
    "case",
    [
        (
            6144,
            4096,
            "size must be block aligned (4096 bytes)",
        ),
        (513, 512, "size must be block aligned (512 bytes)"),
        (0, 512, "must be at least 1 block (512 bytes)"),
    ],
)
def test_storage_that_does_not_fit(
    devices: Path, disk: Path, wire: socket.socket, case: tuple[int, int, str]
) -> None:
    size, sector, text = case
    os.truncate(disk, size)
    options = [f"--block:storage={disk}", f"--block-sector-size:storage={sector}"]
    net = f"--net:service=@{wire.fileno()}"
    refused(run("spt", *options, net, devices, pass_fds=[wire.fileno()]), text)


@pytest.mark.parametrize("sector", [512, 4096])
def test_the_guest_learns_the_properties(
    devices: Path, disk: Path, wire: socket.socket, sector: int
) -> None:
    options = [f"--block-sector-size:storage={sector}", f"--block:storage={disk}"]
    net = f"--net:service=@{wire.fileno()}"
    words = (net, *options, str(devices), "show", "c", "s", "m")
    end = run("spt", *words, pass_fds=[wire.fileno()])
    assert (end.status, end.out) == (0, f"4096 {sector} 1500 ")


def _in_a_namespace(script: str, *words: str | Path) -> tuple[int, str, str]:
    """Status, output and errors of a shell script in a network of its own."""
    try:
        needs_network()
    except Missing as missing:
        pytest.skip(str(missing))
    space = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-r", "-n"]
    line = [*space, "sh", "-c", script, *command("spt", *words)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_mtu_of_a_tap(devices: Path, disk: Path) -> None:
    up = "ip tuntap add dev tap7 mode tap && ip link set dev tap7 up mtu 9000"
    options = ("--net:service=tap7", f"--block:storage={disk}")
    end = _in_a_namespace(f'{up} && exec "$0" "$@"', *options, devices, "show", "m")
    assert end == (0, "9000 ", "")


@pytest.mark.parametrize(("user", "status"), [("root", 0), ("1", 1)])
def test_the_owner_of_a_tap_needs_no_rights(
    devices: Path, disk: Path, user: str, status: int
) -> None:
    """docs/deploying.md's two lines, for a user who may not make interfaces."""
    (up,) = (text for text in blocks(PAPER, "console") if "ip tuntap" in text)
    options = ("--net:service=tap0", f"--block:storage={disk}")
    without = "setpriv --bounding-set=-all --inh-caps=-all --no-new-privs"
    script = (
        f'set -e\n{up.replace("user hello", f"user {user}")}exec {without} "$0" "$@"'
    )
    end = _in_a_namespace(script, *options, devices, "show", "m")
    assert end[:2] == (status, "" if status else "1500 ")
    assert ("tap0: Operation not permitted" in end[2]) is bool(status)


def test_a_descriptor_without_an_interface(devices: Path, disk: Path) -> None:
    try:
        opened = os.open("/dev/net/tun", os.O_RDWR)
    except OSError:
        pytest.skip("/dev/net/tun cannot be opened by this user")
    net, block = f"--net:service=@{opened}", f"--block:storage={disk}"
    end = run("spt", net, block, devices, pass_fds=[opened])
    os.close(opened)
    refused(end, f"Could not attach interface: @{opened}: no tap is attached to it")


def test_a_tap_that_is_down(devices: Path) -> None:
    script = 'ip tuntap add dev tap7 mode tap && exec "$0" "$@"'
    end = _in_a_namespace(script, "--net:service=tap7", devices)
    assert end[0] == 1
    assert "Could not attach interface: tap7: Network is down" in end[2]
