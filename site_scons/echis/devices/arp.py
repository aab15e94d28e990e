# SPDX-License-Identifier: ISC
"""ARP: Ethernet addresses of IPv4 neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from echis.checked import checked
from echis.devices.ethernet import Ethernet, ethernet
from echis.devices.time import Time, default_time, time
from echis.impl import impl
from echis.type import Impl, Typ


class Arpv4Signature(Protocol):
    """What ARP does (RFC 826); after Arp.S. IPv4 addresses are text."""

    def get_ips(self) -> list[str]:
        """The addresses it answers for."""

    async def set_ips(self, addresses: Sequence[str]) -> None:
        """Answers for ``addresses`` from now on, and announces each."""

    async def query(self, address: str) -> bytes:
        """The 6 bytes of the neighbour's Ethernet address.

        OSError (EHOSTUNREACH) where nobody answers.
        """


class Arpv4(Arpv4Signature):
    """The marker of ``arpv4``."""


arpv4: Typ[Arpv4] = Typ(Arpv4, "arpv4")


_arp = impl("arp", ethernet >> time >> arpv4, module="echis_arp", later=True)


@checked
def arp(ethernet: Impl[Ethernet], *, time: Impl[Time] | None = None) -> Impl[Arpv4]:
    """ARP on Ethernet."""
    return _arp(ethernet, time or default_time)
