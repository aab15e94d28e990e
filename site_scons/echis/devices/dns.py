# SPDX-License-Identifier: ISC
"""DNS: what a name server knows of a name."""

from __future__ import annotations

from typing import Protocol

from echis.type import Typ


class DnsClientSignature(Protocol):
    """What a DNS client does (RFC 1035); after Dns_client_mirage.S.

    OSError: ENOENT for a name or record that does not exist, ETIMEDOUT where no
    server answers, EIO for an answer that makes no sense.
    """

    async def getaddrinfo(self, name: str, record: str) -> tuple[int, list[bytes]]:
        """Seconds to live, and the data of each record of type ``record`` (``MX``)."""

    async def gethostbyname(self, name: str) -> str:
        """An IPv4 address of ``name``, as text."""

    async def gethostbyname6(self, name: str) -> str:
        """An IPv6 address of ``name``, as text."""

    @property
    def nameservers(self) -> list[str]:
        """The servers it asks, in order: ``udp:10.0.0.1:53``, ``tcp:…``, ``tls:…``."""


class DnsClient(DnsClientSignature):
    """The marker of ``dns_client``."""


dns_client: Typ[DnsClient] = Typ(DnsClient, "dns_client")
