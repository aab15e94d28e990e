# SPDX-License-Identifier: ISC
"""TCP: streams of bytes in both directions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Generic, Protocol, TypeAlias

from echis.devices.buffer import ReadBuffer, WriteBuffer
from echis.devices.ip import V4, V4V6, V6, Family
from echis.type import Typ


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
