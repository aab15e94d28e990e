# SPDX-License-Identifier: ISC
"""TCP: streams of bytes in both directions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from ipaddress import IPv4Address, IPv6Address
from typing import Any, Generic, Protocol, TypeAlias

from echis.checked import checked
from echis.devices.buffer import ReadBuffer, WriteBuffer
from echis.devices.clock import Mclock, default_monotonic_clock, mclock
from echis.devices.family import of_family
from echis.devices.ip import V4, V4V6, V6, Family, Ip, ipv4, ipv4v6, ipv6
from echis.devices.random import Random, default_random, random
from echis.devices.sockets import bound
from echis.devices.time import Time, default_time, time
from echis.impl import impl
from echis.type import Impl, Typ


class Flow(Protocol):
    """One connection; after Mirage_flow.S, spelled as asyncio's streams are.

    OSError: ECONNRESET, ETIMEDOUT and EPIPE end it.
    """

    async def read(self, count: int = -1) -> bytes:
        """Waits for 1 to ``count`` bytes; -1 is whatever comes first.

        ``b""`` when the other side has closed.
        """

    async def readinto(self, buffer: WriteBuffer) -> int:
        """Waits for bytes and puts them into ``buffer``; 0 at the end."""

    async def readexactly(self, count: int) -> bytes:
        """Waits for ``count`` bytes; EOFError when fewer come."""

    async def readline(self) -> bytes:
        """Waits for a line and gives it with its end; less only at the very end."""

    def write(self, data: ReadBuffer) -> None:
        """Takes ``data`` for sending, without waiting."""

    async def drain(self) -> None:
        """Waits until what was written is on its way, and there is room again."""

    async def shutdown(self) -> None:
        """Says that nothing more will be written; reading goes on."""

    async def close(self) -> None:
        """Sends what was written and closes both directions."""

    def dst(self) -> tuple[str, int]:
        """Address and port of the other side."""


Serve: TypeAlias = Callable[[Flow], Awaitable[None]]


class TcpSignature(Protocol):
    """What TCP does; after Tcpip.Tcp.S. Addresses are text.

    OSError: ECONNREFUSED, ETIMEDOUT, EHOSTUNREACH; EADDRINUSE for a port that is
    listened on.
    """

    async def create_connection(
        self, address: str, port: int, *, keepalive_s: int | None = None
    ) -> Flow:
        """Waits for a connection; with ``keepalive_s`` it is probed when silent."""

    def listen(
        self, port: int, serve: Serve, *, keepalive_s: int | None = None
    ) -> None:
        """Runs ``serve`` as a task for each connection, closed when it ends."""

    def unlisten(self, port: int) -> None:
        """Refuses connections to ``port`` from now on; those there go on."""


class Tcp(TcpSignature, Generic[Family]):
    """The marker of ``tcp``, ``tcpv4``, ``tcpv6`` and ``tcpv4v6``."""


Tcpv4 = Tcp[V4]
Tcpv6 = Tcp[V6]
Tcpv4v6 = Tcp[V4V6]

tcp: Typ[Tcp[Any]] = Typ(Tcp, "tcp")
tcpv4: Typ[Tcp[V4]] = Typ(Tcp[V4], "tcpv4")
tcpv6: Typ[Tcp[V6]] = Typ(Tcp[V6], "tcpv6")
tcpv4v6: Typ[Tcp[V4V6]] = Typ(Tcp[V4V6], "tcpv4v6")


_direct_tcp = {
    by_ip: impl(
        f"direct_{of_ip}",
        by_ip >> time >> mclock >> random >> of_ip,
        module="echis_tcp",
        later=True,
    )
    for by_ip, of_ip in ((ipv4, tcpv4), (ipv6, tcpv6), (ipv4v6, tcpv4v6))
}


@checked
def direct_tcp(
    ip: Impl[Ip[Family]],
    *,
    mclock: Impl[Mclock] | None = None,
    time: Impl[Time] | None = None,
    random: Impl[Random] | None = None,
) -> Impl[Tcp[Family]]:
    """TCP on an IP of the image's own, of the same address family."""
    made: Impl[Tcp[Family]] = of_family("direct_tcp", _direct_tcp, ip)(
        ip,
        time or default_time,
        mclock or default_monotonic_clock,
        random or default_random,
    )
    return made


@checked
def socket_tcpv4(address: IPv4Address | None, *, group: str = "") -> Impl[Tcp[V4]]:
    """The host's TCP sockets, bound to ``address`` or to all of them."""
    return bound(tcpv4, address)


@checked
def socket_tcpv6(address: IPv6Address | None, *, group: str = "") -> Impl[Tcp[V6]]:
    """The same with IPv6."""
    return bound(tcpv6, address)


@checked
def socket_tcpv4v6(
    v4: IPv4Address | None, v6: IPv6Address | None, *, group: str = ""
) -> Impl[Tcp[V4V6]]:
    """The same with both."""
    return bound(tcpv4v6, v4, v6)
