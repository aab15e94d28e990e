# SPDX-License-Identifier: ISC
"""Syslog: log lines for a collector elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import Any, Protocol

from echis.checked import checked
from echis.devices.clock import Pclock, default_posix_clock, pclock
from echis.devices.console import Console, console, default_console
from echis.devices.kv import KvRo, kv_ro
from echis.devices.stack import Stackv4v6, stackv4v6
from echis.impl import impl
from echis.key import Key
from echis.mirage_key import syslog as syslog_key
from echis.mirage_key import syslog_hostname, syslog_port
from echis.type import Impl, Typ


class SyslogSignature(Protocol):
    """What a syslog sender does (RFC 5424, 3164); after Logs_syslog_mirage."""

    def send(self, severity: int, message: str, *, facility: int = 16) -> None:
        """Sends one line, cut where it is too long; it may be lost.

        ``severity`` is 0 (emergency) to 7 (debug).
        """

    async def flush(self) -> None:
        """Waits until the lines taken are sent. OSErrors are those of TCP and TLS."""


class Syslog(SyslogSignature):
    """The marker of ``syslog``."""


syslog: Typ[Syslog] = Typ(Syslog, "syslog")


@dataclass(frozen=True, slots=True)
class SyslogConfig:
    """Where log lines go; a line is cut after ``truncate`` bytes."""

    hostname: str
    server: IPv4Address | IPv6Address | None = None
    port: int | None = None
    truncate: int | None = None


@checked
def syslog_config(
    hostname: str,
    *,
    port: int | None = None,
    truncate: int | None = None,
    server: IPv4Address | IPv6Address | None = None,
) -> SyslogConfig:
    """The settings of a syslog device; the keys go before them."""
    return SyslogConfig(hostname, server, port, truncate)


_NO_NAME = SyslogConfig("no_name")
_PLAIN = console >> pclock >> stackv4v6 >> syslog
_TLS = console >> pclock >> stackv4v6 >> kv_ro >> syslog


@checked
def syslog_udp(
    stack: Impl[Stackv4v6],
    *,
    config: SyslogConfig = _NO_NAME,
    console: Impl[Console] | None = None,
    clock: Impl[Pclock] | None = None,
) -> Impl[Syslog]:
    """Lines in datagrams; nothing is sent without a server."""
    functor = _syslog("syslog_udp", _PLAIN, config)
    made: Impl[Syslog] = functor(
        console or default_console, clock or default_posix_clock, stack
    )
    return made


@checked
def syslog_tcp(
    stack: Impl[Stackv4v6],
    *,
    config: SyslogConfig = _NO_NAME,
    console: Impl[Console] | None = None,
    clock: Impl[Pclock] | None = None,
) -> Impl[Syslog]:
    """Lines in a connection, which is made again when it breaks."""
    functor = _syslog("syslog_tcp", _PLAIN, config)
    made: Impl[Syslog] = functor(
        console or default_console, clock or default_posix_clock, stack
    )
    return made


@checked
def syslog_tls(
    stack: Impl[Stackv4v6],
    keys: Impl[KvRo],
    *,
    config: SyslogConfig = _NO_NAME,
    keyname: str = "",
    console: Impl[Console] | None = None,
    clock: Impl[Pclock] | None = None,
) -> Impl[Syslog]:
    """Lines in TLS, with the credentials that ``keys`` has under ``keyname``."""
    functor = _syslog("syslog_tls", _TLS, config, repr(keyname or None))
    made: Impl[Syslog] = functor(
        console or default_console, clock or default_posix_clock, stack, keys
    )
    return made


def _syslog(name: str, type: Any, config: SyslogConfig, *more: str) -> Any:
    keys: list[Key[Any]] = [
        syslog_key(config.server),
        syslog_port(config.port),
        syslog_hostname(config.hostname),
    ]
    values = [f"key_gen.{key.function}()" for key in keys]
    return impl(
        name,
        type,
        module=f"echis_{name}",
        arguments=[*values, repr(config.truncate), *more],
        keys=keys,
        later=True,
    )
