# SPDX-License-Identifier: ISC
"""UDP: datagrams between ports."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address
from typing import Any, Generic, Protocol, TypeAlias

from echis.checked import checked
from echis.devices.buffer import ReadBuffer
from echis.devices.family import of_family
from echis.devices.ip import V4, V4V6, V6, Family, Ip, ipv4, ipv4v6, ipv6
from echis.devices.random import Random, default_random, random
from echis.devices.sockets import bound
from echis.impl import impl
from echis.type import Impl, Typ

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


_direct_udp = {
    by_ip: impl(
        f"direct_{of_ip}", by_ip >> random >> of_ip, module="echis_udp", later=True
    )
    for by_ip, of_ip in ((ipv4, udpv4), (ipv6, udpv6), (ipv4v6, udpv4v6))
}


@checked
def direct_udp(
    ip: Impl[Ip[Family]], *, random: Impl[Random] | None = None
) -> Impl[Udp[Family]]:
    """UDP on an IP of the image's own, of the same address family."""
    made: Impl[Udp[Family]] = of_family("direct_udp", _direct_udp, ip)(
        ip, random or default_random
    )
    return made


@checked
def socket_udpv4(address: IPv4Address | None, *, group: str = "") -> Impl[Udp[V4]]:
    """The host's UDP sockets, bound to ``address`` or to all of them."""
    return bound(udpv4, address)


@checked
def socket_udpv6(address: IPv6Address | None, *, group: str = "") -> Impl[Udp[V6]]:
    """The same with IPv6."""
    return bound(udpv6, address)


@checked
def socket_udpv4v6(
    v4: IPv4Address | None, v6: IPv6Address | None, *, group: str = ""
) -> Impl[Udp[V4V6]]:
    """The same with both."""
    return bound(udpv4v6, v4, v6)
