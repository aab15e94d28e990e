# SPDX-License-Identifier: ISC
"""Git: repositories elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from echis.checked import checked
from echis.devices.buffer import ReadBuffer
from echis.devices.clock import (
    Mclock,
    Pclock,
    default_monotonic_clock,
    default_posix_clock,
    mclock,
    pclock,
)
from echis.devices.dns import DnsClient, dns_client
from echis.devices.happy_eyeballs import HappyEyeballs, happy_eyeballs
from echis.devices.optional import keyed
from echis.devices.stack import Stackv4v6, stackv4v6
from echis.devices.tcp import Tcpv4v6, tcpv4v6
from echis.devices.time import Time, default_time, time
from echis.impl import impl
from echis.key import Key
from echis.type import Impl, Typ


class GitClientSignature(Protocol):
    """What a Git client does (its pack protocol, version 2); after Mimic.ctx of git.

    A remote is a URL; a hash is 40 hexadecimal digits. OSErrors are those of the
    connection; EPROTO where the server speaks otherwise, EACCES where it refuses.
    """

    async def refs(self, remote: str) -> Mapping[str, str]:
        """The references of ``remote``: name to hash."""

    async def fetch(
        self, remote: str, want: Sequence[str], have: Sequence[str] = ()
    ) -> bytes:
        """A pack with what ``want`` needs beyond ``have``."""

    async def push(
        self, remote: str, updates: Mapping[str, tuple[str, str]], pack: ReadBuffer
    ) -> None:
        """Sends ``pack``, and moves each reference from its old hash to its new."""


class GitClient(GitClientSignature):
    """The marker of ``git_client``."""


git_client: Typ[GitClient] = Typ(GitClient, "git_client")


_merge = impl(
    "merge_git_clients",
    git_client >> git_client >> git_client,
    module="echis_git_merge",
    later=True,
)
_eyeballs = impl(
    "git_happy_eyeballs",
    stackv4v6 >> dns_client >> happy_eyeballs >> git_client,
    module="echis_git",
    later=True,
)
_tcp = impl(
    "git_tcp", tcpv4v6 >> git_client >> git_client, module="echis_git_tcp", later=True
)
_SSH = mclock >> tcpv4v6 >> time >> git_client >> git_client
_HTTP = time >> pclock >> tcpv4v6 >> git_client >> git_client


@checked
def merge_git_clients(
    first: Impl[GitClient], second: Impl[GitClient]
) -> Impl[GitClient]:
    """Whichever of the two understands a remote."""
    return _merge(first, second)


@checked
def git_happy_eyeballs(
    stack: Impl[Stackv4v6], dns: Impl[DnsClient], eyeballs: Impl[HappyEyeballs]
) -> Impl[GitClient]:
    """The connections that the others speak over."""
    return _eyeballs(stack, dns, eyeballs)


@checked
def git_tcp(tcp: Impl[Tcpv4v6], client: Impl[GitClient]) -> Impl[GitClient]:
    """``git://`` remotes."""
    return _tcp(tcp, client)


@checked
def git_ssh(
    tcp: Impl[Tcpv4v6],
    client: Impl[GitClient],
    *,
    key: Key[str | None],
    authenticator: Key[str | None] | None = None,
    mclock: Impl[Mclock] | None = None,
    time: Impl[Time] | None = None,
) -> Impl[GitClient]:
    """Remotes over SSH; ``key`` is ``rsa:SEED`` or ``ed25519:BASE64``."""
    settings = {"key": key, "authenticator": authenticator}
    functor: Any = keyed("git_ssh", _SSH, "echis_git_ssh", settings)
    made: Impl[GitClient] = functor(
        mclock or default_monotonic_clock, tcp, time or default_time, client
    )
    return made


@checked
def git_http(
    tcp: Impl[Tcpv4v6],
    client: Impl[GitClient],
    *,
    authenticator: Key[str | None] | None = None,
    headers: Key[list[tuple[str, str]]] | None = None,
    time: Impl[Time] | None = None,
    pclock: Impl[Pclock] | None = None,
) -> Impl[GitClient]:
    """Remotes over HTTP and HTTPS."""
    settings = {"authenticator": authenticator, "headers": headers}
    functor: Any = keyed("git_http", _HTTP, "echis_git_http", settings)
    made: Impl[GitClient] = functor(
        time or default_time, pclock or default_posix_clock, tcp, client
    )
    return made
