# SPDX-License-Identifier: ISC
"""Stacks by what configures them: DHCP, fixed addresses, Qubes, or the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from echis.checked import checked
from echis.devices.arp import Arpv4, arp, arpv4
from echis.devices.clock import Mclock, default_monotonic_clock, mclock
from echis.devices.ethernet import Ethernet, ethernet, etif
from echis.devices.ip import (
    V4,
    Ip,
    Ipv4Config,
    Ipv6Config,
    create_ipv4,
    create_ipv6,
    ipv4,
    ipv4_qubes,
)
from echis.devices.network import Network, network
from echis.devices.qubesdb import Qubesdb, default_qubesdb
from echis.devices.random import Random, default_random, random
from echis.devices.stack import (
    Stackv4,
    Stackv4v6,
    Stackv6,
    direct_stackv4,
    direct_stackv4v6,
    direct_stackv6,
    socket_stackv4,
    socket_stackv4v6,
    socket_stackv6,
)
from echis.devices.time import Time, default_time, time
from echis.impl import impl, match_impl
from echis.key import target, value
from echis.mirage_key import dhcp as dhcp_key_of
from echis.mirage_key import ipv4_only, ipv6_only
from echis.mirage_key import net as net_key_of
from echis.type import Impl
from echis.value import Value, apply

Arp = Callable[[Impl[Ethernet]], Impl[Arpv4]]
S = TypeVar("S")


@checked
def qubes_ipv4_stack(
    network: Impl[Network],
    *,
    qubesdb: Impl[Qubesdb] | None = None,
    arp: Arp = arp,
) -> Impl[Stackv4]:
    """A stack that the Qubes database configures."""
    frames = etif(network)
    neighbours = arp(frames)
    ip = ipv4_qubes(qubesdb or default_qubesdb, frames, neighbours)
    return direct_stackv4(network, frames, neighbours, ip)


_dhcp_ipv4 = impl(
    "dhcp_ipv4",
    network >> ethernet >> arpv4 >> random >> mclock >> time >> ipv4,
    module="echis_dhcp",
    later=True,
)


@checked
def dhcp_ipv4_stack(
    network: Impl[Network],
    *,
    random: Impl[Random] | None = None,
    clock: Impl[Mclock] | None = None,
    time: Impl[Time] | None = None,
    arp: Arp = arp,
) -> Impl[Stackv4]:
    """A stack that a DHCP server configures."""
    frames = etif(network)
    neighbours = arp(frames)
    ip = _dhcp_ipv4(
        network,
        frames,
        neighbours,
        random or default_random,
        clock or default_monotonic_clock,
        time or default_time,
    )
    return direct_stackv4(network, frames, neighbours, ip)


@checked
def static_ipv4_stack(
    network: Impl[Network],
    *,
    group: str = "",
    config: Ipv4Config | None = None,
    arp: Arp = arp,
) -> Impl[Stackv4]:
    """A stack with the address of the keys, else of ``config``."""
    frames = etif(network)
    neighbours = arp(frames)
    ip = create_ipv4(frames, neighbours, group=group, config=config)
    return direct_stackv4(network, frames, neighbours, ip)


@checked
def static_ipv6_stack(
    network: Impl[Network], *, group: str = "", config: Ipv6Config | None = None
) -> Impl[Stackv6]:
    """A stack with the address of the keys, of ``config``, or of the routers."""
    frames = etif(network)
    ip = create_ipv6(network, frames, group=group, config=config)
    return direct_stackv6(network, frames, ip)


@checked
def static_ipv4v6_stack(
    network: Impl[Network],
    *,
    group: str = "",
    ipv4_config: Ipv4Config | None = None,
    ipv6_config: Ipv6Config | None = None,
    arp: Arp = arp,
) -> Impl[Stackv4v6]:
    """Both families with fixed addresses; each is left out where the other is alone."""
    frames = etif(network)
    neighbours = arp(frames)
    v4 = create_ipv4(
        frames,
        neighbours,
        group=group,
        config=ipv4_config,
        no_init=ipv6_only(group),
    )
    return _dual(network, frames, neighbours, v4, group, ipv6_config)


def _dual(  # noqa: PLR0917
    network: Impl[Network],
    frames: Impl[Ethernet],
    neighbours: Impl[Arpv4],
    v4: Impl[Ip[V4]],
    group: str,
    ipv6_config: Ipv6Config | None,
) -> Impl[Stackv4v6]:
    v6 = create_ipv6(
        network, frames, group=group, config=ipv6_config, no_init=ipv4_only(group)
    )
    return direct_stackv4v6(
        network,
        frames,
        neighbours,
        v4,
        v6,
        ipv4_only=ipv4_only(group),
        ipv6_only=ipv6_only(group),
    )


@checked
def generic_stackv4(
    network: Impl[Network],
    *,
    group: str = "",
    config: Ipv4Config | None = None,
    dhcp_key: Value[bool] | None = None,
    net_key: Value[str | None] | None = None,
    arp: Arp = arp,
) -> Impl[Stackv4]:
    """Qubes on qubes; else what ``--net`` and ``--dhcp`` say; on unix sockets."""
    return match_impl(
        _choice(group, dhcp_key, net_key),
        {
            "qubes": qubes_ipv4_stack(network, arp=arp),
            "socket": socket_stackv4(group=group),
            "dhcp": dhcp_ipv4_stack(network, arp=arp),
        },
        default=static_ipv4_stack(network, group=group, config=config, arp=arp),
    )


@checked
def generic_stackv6(
    network: Impl[Network],
    *,
    group: str = "",
    config: Ipv6Config | None = None,
    net_key: Value[str | None] | None = None,
) -> Impl[Stackv6]:
    """Sockets where ``--net`` says so, and on unix; else fixed addresses."""
    return match_impl(
        _choice(group, None, net_key, dhcp=False),
        {"socket": socket_stackv6(group=group)},
        default=static_ipv6_stack(network, group=group, config=config),
    )


@checked
def generic_stackv4v6(
    network: Impl[Network],
    *,
    group: str = "",
    ipv4_config: Ipv4Config | None = None,
    ipv6_config: Ipv6Config | None = None,
    dhcp_key: Value[bool] | None = None,
    net_key: Value[str | None] | None = None,
    arp: Arp = arp,
) -> Impl[Stackv4v6]:
    """The same choice with both families, one of them alone where a key says so."""
    frames = etif(network)
    neighbours = arp(frames)
    leased = _dhcp_ipv4(
        network,
        frames,
        neighbours,
        default_random,
        default_monotonic_clock,
        default_time,
    )
    of_qubes = ipv4_qubes(default_qubesdb, frames, neighbours)
    return match_impl(
        _choice(group, dhcp_key, net_key),
        {
            "qubes": _dual(network, frames, neighbours, of_qubes, group, ipv6_config),
            "socket": socket_stackv4v6(group=group),
            "dhcp": _dual(network, frames, neighbours, leased, group, ipv6_config),
        },
        default=static_ipv4v6_stack(
            network,
            group=group,
            ipv4_config=ipv4_config,
            ipv6_config=ipv6_config,
            arp=arp,
        ),
    )


def _choice(
    group: str,
    dhcp_key: Value[bool] | None,
    net_key: Value[str | None] | None,
    *,
    dhcp: bool = True,
) -> Value[str]:
    """MirageOS's table: Qubes, then ``--net``, then ``--dhcp``, then the target."""
    asked = dhcp_key or (dhcp_key_of(group) if dhcp else None)
    net = net_key or net_key_of(group)
    by_target = value(target).map(lambda name: lambda net: (name, net))
    pairs = apply(by_target, net)
    if asked is None:
        return pairs.map(lambda pair: _chosen(pair[0], pair[1], False))
    curried = pairs.map(lambda pair: lambda lease: _chosen(pair[0], pair[1], lease))
    return apply(curried, asked)


def _chosen(name: str, net: str | None, lease: bool) -> str:
    if name == "qubes":
        return "qubes"
    if net == "socket":
        return "socket"
    if lease:
        return "dhcp"
    return "socket" if name == "unix" and net is None else "static"
