# SPDX-License-Identifier: ISC
"""IP, of either family or both; addresses are text: ``10.0.0.2``, ``fe80::1``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from echis.devices.buffer import ReadBuffer
from echis.type import Typ


class V4:
    """IPv4 as an address family."""


class V6:
    """IPv6 as an address family."""


class V4V6:
    """Both address families."""


Family = TypeVar("Family")


class IpSignature(Protocol):
    """What an IP layer does; after Tcpip.Ip.S.

    Protocols are IANA's numbers (6 is TCP, 17 is UDP). OSError: EHOSTUNREACH
    without a route, EMSGSIZE where a packet may not be split, EAFNOSUPPORT for
    an address of a family that is not there.
    """

    def addresses(self) -> list[str]:
        """The addresses it has, one after the other as they were given."""

    def src(self, destination: str) -> str:
        """The own address that packets to ``destination`` come from."""

    def mtu(self, destination: str) -> int:
        """The most bytes of payload in one packet to ``destination``."""

    def pseudoheader(self, destination: str, protocol: int, length: int) -> bytes:
        """What checksums above IP begin with, for ``length`` bytes of payload."""

    async def write(
        self, destination: str, protocol: int, payload: ReadBuffer, *, ttl: int = 64
    ) -> None:
        """Sends ``payload``, in fragments where it is longer than the MTU."""

    def input(
        self, protocol: int, receive: Callable[[str, str, memoryview], None]
    ) -> None:
        """Calls ``receive`` with source, destination and payload of each packet.

        One receiver a protocol. The view is valid during the call only.
        """


class Ip(IpSignature, Generic[Family]):
    """The marker of ``ipv4``, ``ipv6`` and ``ipv4v6``, by address family."""


Ipv4 = Ip[V4]
Ipv6 = Ip[V6]
Ipv4v6 = Ip[V4V6]

ipv4: Typ[Ip[V4]] = Typ(Ip[V4], "ipv4")
ipv6: Typ[Ip[V6]] = Typ(Ip[V6], "ipv6")
ipv4v6: Typ[Ip[V4V6]] = Typ(Ip[V4V6], "ipv4v6")
