# SPDX-License-Identifier: ISC
"""UDP: datagrams between ports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeAlias

from echis.devices.buffer import ReadBuffer
from echis.devices.ip import V4, V4V6, V6, Family
from echis.type import Typ

Receive: TypeAlias = Callable[[str, int, memoryview], None]


class UdpSignature(Protocol):
    """What UDP does; after Tcpip.Udp.S. Addresses are text.

    OSError: EADDRINUSE for a port that is listened on, EMSGSIZE, EHOSTUNREACH.
    """

    def listen(self, port: int, receive: Receive) -> None:
        """Calls ``receive`` with source, its port and each datagram to ``port``.

        The view is valid during the call only.
        """

    def unlisten(self, port: int) -> None:
        """Drops datagrams to ``port`` from now on."""

    async def write(
        self, address: str, port: int, data: ReadBuffer, *, src_port: int = 0
    ) -> None:
        """Sends one datagram; source port 0 is any that is free."""


class Udp(UdpSignature, Generic[Family]):
    """The marker of ``udp``, ``udpv4``, ``udpv6`` and ``udpv4v6``."""


Udpv4 = Udp[V4]
Udpv6 = Udp[V6]
Udpv4v6 = Udp[V4V6]

udp: Typ[Udp[Any]] = Typ(Udp, "udp")
udpv4: Typ[Udp[V4]] = Typ(Udp[V4], "udpv4")
udpv6: Typ[Udp[V6]] = Typ(Udp[V6], "udpv6")
udpv4v6: Typ[Udp[V4V6]] = Typ(Udp[V4V6], "udpv4v6")
