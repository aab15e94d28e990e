# SPDX-License-Identifier: ISC
"""DNS: what a name server knows of a name."""

from __future__ import annotations

from typing import Any, Protocol

from echis.checked import checked
from echis.devices.clock import (
    Mclock,
    Pclock,
    default_monotonic_clock,
    default_posix_clock,
    mclock,
    pclock,
)
from echis.devices.optional import keyed
from echis.devices.random import Random, default_random, random
from echis.devices.stack import Stackv4v6, stackv4v6
from echis.devices.time import Time, default_time, time
from echis.key import Key
from echis.type import Impl, Typ


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


_CLIENT = random >> time >> mclock >> pclock >> stackv4v6 >> dns_client


@checked
def generic_dns_client(
    stack: Impl[Stackv4v6],
    *,
    timeout: Key[int | None] | None = None,
    nameservers: Key[list[str]] | None = None,
    random: Impl[Random] | None = None,
    time: Impl[Time] | None = None,
    mclock: Impl[Mclock] | None = None,
    pclock: Impl[Pclock] | None = None,
) -> Impl[DnsClient]:
    """A DNS client on a stack; the timeout is in nanoseconds."""
    functor: Any = keyed(
        "generic_dns_client",
        _CLIENT,
        "echis_dns",
        {"timeout": timeout, "nameservers": nameservers},
    )
    made: Impl[DnsClient] = functor(
        random or default_random,
        time or default_time,
        mclock or default_monotonic_clock,
        pclock or default_posix_clock,
        stack,
    )
    return made
