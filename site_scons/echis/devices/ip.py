# SPDX-License-Identifier: ISC
"""IP, of either family or both; addresses are text: ``10.0.0.2``, ``fe80::1``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Interface, IPv6Address, IPv6Interface
from typing import Any, Generic, Protocol, TypeVar

from echis.checked import checked
from echis.devices.arp import Arpv4, arpv4
from echis.devices.buffer import ReadBuffer
from echis.devices.clock import Mclock, default_monotonic_clock, mclock
from echis.devices.ethernet import Ethernet, ethernet
from echis.devices.network import Network, network
from echis.devices.qubesdb import Qubesdb, qubesdb
from echis.devices.random import Random, default_random, random
from echis.devices.targets import XEN
from echis.devices.time import Time, default_time, time
from echis.errors import ConfigError
from echis.impl import impl
from echis.key import Key
from echis.location import caller
from echis.mirage_key import V4 as V4_key
from echis.mirage_key import V6 as V6_key
from echis.mirage_key import ipv4_only, ipv6_only
from echis.type import Impl, Typ


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


@dataclass(frozen=True, slots=True)
class Ipv4Config:
    """A fixed IPv4: address with prefix, and the gateway, if there is one."""

    network: IPv4Interface
    gateway: IPv4Address | None = None


@dataclass(frozen=True, slots=True)
class Ipv6Config:
    """A fixed IPv6: address with prefix, and the gateway, if there is one."""

    network: IPv6Interface
    gateway: IPv6Address | None = None


@checked
def ipv4_config(network: str, gateway: str | None = None) -> Ipv4Config:
    """A fixed IPv4 from text: ``ipv4_config("10.0.0.2/24", "10.0.0.1")``."""
    try:
        hop = IPv4Address(gateway) if gateway is not None else None
        return Ipv4Config(IPv4Interface(network), hop)
    except ValueError as error:
        raise ConfigError(f"ipv4_config: {error}", caller()) from None


@checked
def ipv6_config(network: str, gateway: str | None = None) -> Ipv6Config:
    """A fixed IPv6 from text: ``ipv6_config("fc00::2/64", "fc00::1")``."""
    try:
        hop = IPv6Address(gateway) if gateway is not None else None
        return Ipv6Config(IPv6Interface(network), hop)
    except ValueError as error:
        raise ConfigError(f"ipv6_config: {error}", caller()) from None


_DEFAULT_V4 = Ipv4Config(IPv4Interface("10.0.0.2/24"))


@checked
def create_ipv4(
    ethernet: Impl[Ethernet],
    arp: Impl[Arpv4],
    *,
    group: str = "",
    config: Ipv4Config | None = None,
    no_init: Key[bool] | None = None,
    random: Impl[Random] | None = None,
    clock: Impl[Mclock] | None = None,
) -> Impl[Ip[V4]]:
    """IPv4 with a fixed address: 10.0.0.2/24, ``config``, or what the keys say.

    Nothing is set up where ``no_init`` is true.
    """
    fixed = config or _DEFAULT_V4
    keys: list[Key[Any]] = [
        V4_key.network(fixed.network, group),
        V4_key.gateway(fixed.gateway, group),
    ]
    functor = _static_ip("create_ipv4", _IPV4, keys, no_init)
    made: Impl[Ip[V4]] = functor(
        ethernet, arp, random or default_random, clock or default_monotonic_clock
    )
    return made


_IPV4 = ethernet >> arpv4 >> random >> mclock >> ipv4
_IPV6 = network >> ethernet >> random >> time >> mclock >> ipv6


@checked
def create_ipv6(
    network: Impl[Network],
    ethernet: Impl[Ethernet],
    *,
    group: str = "",
    config: Ipv6Config | None = None,
    no_init: Key[bool] | None = None,
    random: Impl[Random] | None = None,
    time: Impl[Time] | None = None,
    clock: Impl[Mclock] | None = None,
) -> Impl[Ip[V6]]:
    """IPv6 with the address of ``config``, of the keys, or of the routers."""
    keys: list[Key[Any]] = [
        V6_key.network(config.network if config else None, group),
        V6_key.gateway(config.gateway if config else None, group),
        V6_key.accept_router_advertisements(group),
    ]
    functor = _static_ip("create_ipv6", _IPV6, keys, no_init)
    made: Impl[Ip[V6]] = functor(
        network,
        ethernet,
        random or default_random,
        time or default_time,
        clock or default_monotonic_clock,
    )
    return made


def _static_ip(
    name: str, type: Any, keys: list[Key[Any]], no_init: Key[bool] | None
) -> Any:
    """The functor of an IP that is configured by ``keys``, its arguments in order."""
    every = [*keys, *([no_init] if no_init else [])]
    values = [f"key_gen.{key.function}()" for key in every]
    values += [] if no_init else ["False"]
    return impl(
        name,
        type,
        module="echis_ip",
        arguments=values,
        keys=every,
        later=True,
    )


_ipv4_qubes = impl(
    "ipv4_qubes",
    qubesdb >> ethernet >> arpv4 >> random >> mclock >> ipv4,
    module="echis_ip_qubes",
    targets=XEN,
    later=True,
)


@checked
def ipv4_qubes(
    qubesdb: Impl[Qubesdb],
    ethernet: Impl[Ethernet],
    arp: Impl[Arpv4],
    *,
    random: Impl[Random] | None = None,
    clock: Impl[Mclock] | None = None,
) -> Impl[Ip[V4]]:
    """IPv4 as the Qubes database says."""
    return _ipv4_qubes(
        qubesdb,
        ethernet,
        arp,
        random or default_random,
        clock or default_monotonic_clock,
    )


@checked
def create_ipv4v6(
    ipv4: Impl[Ip[V4]], ipv6: Impl[Ip[V6]], *, group: str = ""
) -> Impl[Ip[V4V6]]:
    """Both families, or the one that ``--ipv4-only`` or ``--ipv6-only`` leaves."""
    keys = [ipv4_only(group), ipv6_only(group)]
    functor = impl(
        "create_ipv4v6",
        _IPV4V6,
        module="echis_ip_dual",
        arguments=[f"key_gen.{key.function}()" for key in keys],
        keys=keys,
        later=True,
    )
    return functor(ipv4, ipv6)


_IPV4V6 = ipv4 >> ipv6 >> ipv4v6
