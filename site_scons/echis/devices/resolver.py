# SPDX-License-Identifier: ISC
"""Resolvers: where the server of a URL is."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address
from typing import Any, Protocol, TypeAlias

from echis.checked import checked
from echis.devices.clock import (
    Mclock,
    Pclock,
    default_monotonic_clock,
    default_posix_clock,
    mclock,
    pclock,
)
from echis.devices.random import Random, default_random, random
from echis.devices.stack import Stackv4v6, stackv4v6
from echis.devices.targets import UNIX
from echis.devices.time import Time, default_time, time
from echis.impl import impl
from echis.key import Key
from echis.mirage_key import resolver as resolver_key
from echis.mirage_key import resolver_port
from echis.type import Impl, Typ

# A server: its address as text, its port, and the name that TLS checks; "" is no TLS.
Endpoint: TypeAlias = tuple[str, int, str]


class ResolverSignature(Protocol):
    """What a resolver does; after Resolver_mirage.S of conduit."""

    async def resolve(self, url: str) -> list[Endpoint]:
        """Where ``url`` is served, best first.

        OSError (ENOENT) for an unknown name, ETIMEDOUT where nobody answers;
        ValueError for a text that is no URL.
        """


class Resolver(ResolverSignature):
    """The marker of ``resolver``."""


resolver: Typ[Resolver] = Typ(Resolver, "resolver")


_DNS = time >> mclock >> pclock >> random >> stackv4v6 >> resolver


@checked
def resolver_dns(
    stack: Impl[Stackv4v6],
    *,
    ns: IPv4Address | IPv6Address | None = None,
    ns_port: int = 53,
    time: Impl[Time] | None = None,
    mclock: Impl[Mclock] | None = None,
    pclock: Impl[Pclock] | None = None,
    random: Impl[Random] | None = None,
) -> Impl[Resolver]:
    """Names by DNS, of the server that ``--resolver`` and ``--resolver-port`` name."""
    keys: list[Key[Any]] = [resolver_key(ns), resolver_port(ns_port)]
    functor = impl(
        "resolver_dns",
        _DNS,
        module="echis_resolver",
        arguments=[f"key_gen.{key.function}()" for key in keys],
        keys=keys,
        later=True,
    )
    return functor(
        time or default_time,
        mclock or default_monotonic_clock,
        pclock or default_posix_clock,
        random or default_random,
        stack,
    )


# The host's own resolver.
resolver_unix_system: Impl[Resolver] = impl(
    "resolver_unix_system",
    resolver,
    module="echis_host_resolver",
    targets=UNIX,
    later=True,
)
