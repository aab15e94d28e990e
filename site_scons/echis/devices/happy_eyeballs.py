# SPDX-License-Identifier: ISC
"""Happy eyeballs: the first of a name's addresses that answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from echis.checked import checked
from echis.devices.clock import Mclock, default_monotonic_clock, mclock
from echis.devices.dns import DnsClient, dns_client
from echis.devices.optional import keyed
from echis.devices.stack import Stackv4v6, stackv4v6
from echis.devices.tcp import Flow
from echis.devices.time import Time, default_time, time
from echis.key import Key
from echis.type import Impl, Typ


class HappyEyeballsSignature(Protocol):
    """What connecting to a name does (RFC 8305); after Happy_eyeballs_mirage.S.

    OSError: ENOENT for a name without addresses, ETIMEDOUT or ECONNREFUSED where
    none of them answers.
    """

    async def connect(
        self, host: str, ports: Sequence[int]
    ) -> tuple[tuple[str, int], Flow]:
        """Address and port that answered first, and the connection.

        ``host`` is a name or an address.
        """

    async def connect_ip(
        self, endpoints: Sequence[tuple[str, int]]
    ) -> tuple[tuple[str, int], Flow]:
        """The same among addresses that are known."""


class HappyEyeballs(HappyEyeballsSignature):
    """The marker of ``happy_eyeballs``."""


happy_eyeballs: Typ[HappyEyeballs] = Typ(HappyEyeballs, "happy_eyeballs")


_EYEBALLS = time >> mclock >> stackv4v6 >> dns_client >> happy_eyeballs


@checked
def generic_happy_eyeballs(
    stack: Impl[Stackv4v6],
    dns: Impl[DnsClient],
    *,
    aaaa_timeout: Key[int | None] | None = None,
    v6_connect_timeout: Key[int | None] | None = None,
    connect_timeout: Key[int | None] | None = None,
    resolve_timeout: Key[int | None] | None = None,
    resolve_retries: Key[int | None] | None = None,
    timer_interval: Key[int | None] | None = None,
    time: Impl[Time] | None = None,
    mclock: Impl[Mclock] | None = None,
) -> Impl[HappyEyeballs]:
    """Both families tried at once; the timeouts are in nanoseconds."""
    settings = {
        "aaaa_timeout": aaaa_timeout,
        "v6_connect_timeout": v6_connect_timeout,
        "connect_timeout": connect_timeout,
        "resolve_timeout": resolve_timeout,
        "resolve_retries": resolve_retries,
        "timer_interval": timer_interval,
    }
    functor: Any = keyed(
        "generic_happy_eyeballs", _EYEBALLS, "echis_happy_eyeballs", settings
    )
    made: Impl[HappyEyeballs] = functor(
        time or default_time, mclock or default_monotonic_clock, stack, dns
    )
    return made
