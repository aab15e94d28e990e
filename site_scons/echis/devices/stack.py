# SPDX-License-Identifier: ISC
"""Stacks: IP, UDP and TCP over one interface, or the host's sockets."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Interface
from typing import Any, Protocol

from echis.checked import checked
from echis.devices.arp import Arpv4, arpv4
from echis.devices.clock import Mclock, default_monotonic_clock, mclock
from echis.devices.ethernet import Ethernet, ethernet
from echis.devices.ip import V4, V4V6, V6, Family, Ip, ipv4, ipv6
from echis.devices.network import Network, network
from echis.devices.random import Random, default_random, random
from echis.devices.sockets import of_sockets
from echis.devices.tcp import Tcp, Tcpv4v6, tcpv4v6
from echis.devices.time import Time, default_time, time
from echis.devices.udp import Udp
from echis.impl import impl
from echis.key import Key
from echis.mirage_key import V4 as V4_key
from echis.mirage_key import V6 as V6_key
from echis.mirage_key import ipv4_only as ipv4_only_key
from echis.mirage_key import ipv6_only as ipv6_only_key
from echis.type import Impl, Typ


class StackSignature(Protocol[Family]):
    """What a stack does; after Tcpip.Stack.V4V6. OSErrors are those of its layers."""

    @property
    def udp(self) -> Udp[Family]:
        """Its UDP."""

    @property
    def tcp(self) -> Tcp[Family]:
        """Its TCP."""

    @property
    def ip(self) -> Ip[Family]:
        """Its IP; with the host's sockets only its addresses mean something."""

    async def listen(self) -> None:
        """Receives until ``disconnect``; the generated ``main.py`` runs it."""

    async def disconnect(self) -> None:
        """Closes every connection and ends ``listen``."""


class Stackv4(StackSignature[V4]):
    """The marker of ``stackv4``."""


class Stackv6(StackSignature[V6]):
    """The marker of ``stackv6``."""


class Stackv4v6(StackSignature[V4V6]):
    """The marker of ``stackv4v6``."""


stackv4: Typ[Stackv4] = Typ(Stackv4, "stackv4")
stackv6: Typ[Stackv6] = Typ(Stackv6, "stackv6")
stackv4v6: Typ[Stackv4v6] = Typ(Stackv4v6, "stackv4v6")


_direct_stackv4 = impl(
    "direct_stackv4",
    time >> mclock >> random >> network >> ethernet >> arpv4 >> ipv4 >> stackv4,
    module="echis_stack",
    later=True,
)


@checked
def direct_stackv4(
    network: Impl[Network],
    ethernet: Impl[Ethernet],
    arp: Impl[Arpv4],
    ip: Impl[Ip[V4]],
    *,
    mclock: Impl[Mclock] | None = None,
    time: Impl[Time] | None = None,
    random: Impl[Random] | None = None,
) -> Impl[Stackv4]:
    """UDP and TCP over IPv4 layers of the image's own."""
    return _direct_stackv4(
        time or default_time,
        mclock or default_monotonic_clock,
        random or default_random,
        network,
        ethernet,
        arp,
        ip,
    )


_direct_stackv6 = impl(
    "direct_stackv6",
    time >> mclock >> random >> network >> ethernet >> ipv6 >> stackv6,
    module="echis_stack",
    later=True,
)


@checked
def direct_stackv6(
    network: Impl[Network],
    ethernet: Impl[Ethernet],
    ip: Impl[Ip[V6]],
    *,
    mclock: Impl[Mclock] | None = None,
    time: Impl[Time] | None = None,
    random: Impl[Random] | None = None,
) -> Impl[Stackv6]:
    """UDP and TCP over IPv6 layers of the image's own."""
    return _direct_stackv6(
        time or default_time,
        mclock or default_monotonic_clock,
        random or default_random,
        network,
        ethernet,
        ip,
    )


_DIRECT_V4V6 = (
    time
    >> mclock
    >> random
    >> network
    >> ethernet
    >> arpv4
    >> ipv4
    >> ipv6
    >> stackv4v6
)


@checked
def direct_stackv4v6(
    network: Impl[Network],
    ethernet: Impl[Ethernet],
    arp: Impl[Arpv4],
    ipv4: Impl[Ip[V4]],
    ipv6: Impl[Ip[V6]],
    *,
    ipv4_only: Key[bool],
    ipv6_only: Key[bool],
    mclock: Impl[Mclock] | None = None,
    time: Impl[Time] | None = None,
    random: Impl[Random] | None = None,
) -> Impl[Stackv4v6]:
    """UDP and TCP over both families, or the one that a key leaves."""
    keys = [ipv4_only, ipv6_only]
    functor = impl(
        "direct_stackv4v6",
        _DIRECT_V4V6,
        module="echis_stack",
        arguments=[f"key_gen.{key.function}()" for key in keys],
        keys=keys,
        later=True,
    )
    return functor(
        time or default_time,
        mclock or default_monotonic_clock,
        random or default_random,
        network,
        ethernet,
        arp,
        ipv4,
        ipv6,
    )


@checked
def socket_stackv4(*, group: str = "") -> Impl[Stackv4]:
    """The host's sockets, on the addresses of ``--ipv4``."""
    return _socket_stack(stackv4, [_any_v4(group)])


@checked
def socket_stackv6(*, group: str = "") -> Impl[Stackv6]:
    """The host's sockets, on the addresses of ``--ipv6``."""
    return _socket_stack(stackv6, [V6_key.network(None, group)])


@checked
def socket_stackv4v6(*, group: str = "") -> Impl[Stackv4v6]:
    """The host's sockets of both families, or of the one that a key leaves."""
    keys: list[Key[Any]] = [
        ipv4_only_key(group),
        ipv6_only_key(group),
        _any_v4(group),
        V6_key.network(None, group),
    ]
    return _socket_stack(stackv4v6, keys)


def _any_v4(group: str) -> Key[Any]:
    return V4_key.network(IPv4Interface("0.0.0.0/0"), group)


def _socket_stack(type: Typ[Any], keys: Sequence[Key[Any]]) -> Impl[Any]:
    return of_sockets(type, [f"key_gen.{k.function}()" for k in keys], keys=keys)


_tcp_of_stack = impl(
    "tcpv4v6_of_stackv4v6", stackv4v6 >> tcpv4v6, module="echis_stack", later=True
)


@checked
def tcpv4v6_of_stackv4v6(stack: Impl[Stackv4v6]) -> Impl[Tcpv4v6]:
    """The TCP of a stack."""
    return _tcp_of_stack(stack)
