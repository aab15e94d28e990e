# SPDX-License-Identifier: ISC
"""Ethernet: frames by protocol, on a network interface."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from echis.checked import checked
from echis.devices.buffer import ReadBuffer
from echis.devices.network import Network, network
from echis.impl import impl
from echis.type import Impl, Typ


class EthernetSignature(Protocol):
    """What an Ethernet layer does; after Ethernet.S.

    Addresses are 6 bytes, protocols are EtherTypes (0x0800 is IPv4). OSError:
    EMSGSIZE for a payload longer than ``mtu``, EIO where the interface fails.
    """

    @property
    def mac(self) -> bytes:
        """The address that frames are sent from."""

    @property
    def mtu(self) -> int:
        """The most bytes of payload in a frame."""

    def write(self, destination: bytes, protocol: int, payload: ReadBuffer) -> None:
        """Sends ``payload`` to ``destination`` in one frame."""

    def input(
        self, protocol: int, receive: Callable[[bytes, memoryview], None]
    ) -> None:
        """Calls ``receive`` with source and payload of each frame of ``protocol``.

        One receiver a protocol: a later call replaces it. The view is valid
        during the call only.
        """


class Ethernet(EthernetSignature):
    """The marker of ``ethernet``."""


ethernet: Typ[Ethernet] = Typ(Ethernet, "ethernet")


_etif = impl("etif", network >> ethernet, module="echis_ethernet", later=True)


@checked
def etif(network: Impl[Network]) -> Impl[Ethernet]:
    """Ethernet on an interface."""
    return _etif(network)


ethif = etif
