# SPDX-License-Identifier: ISC
"""Guests that the tests of the tenders share."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import guest
from .tender import ARCH


@pytest.fixture(scope="session")
def guests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of built guests."""
    return tmp_path_factory.mktemp("guests")


@pytest.fixture(scope="session")
def plain(guests: Path) -> Path:
    """An spt guest without devices."""
    return guest.build("spt", ARCH, "none", guests)


@pytest.fixture(scope="session")
def devices(guests: Path) -> Path:
    """An spt guest with block device `storage` and network `service`."""
    return guest.build("spt", ARCH, "devices", guests)


@pytest.fixture(scope="session")
def plain_hvt(guests: Path) -> Path:
    """An hvt guest without devices."""
    return guest.build("hvt", ARCH, "none", guests)


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """A file of eight sectors."""
    file = tmp_path / "disk"
    file.write_bytes(bytes(8 * 512))
    return file


@pytest.fixture
def wire() -> Iterator[socket.socket]:
    """One end of a pair of sockets, in place of a tap."""
    mine, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with mine, other:
        yield other
