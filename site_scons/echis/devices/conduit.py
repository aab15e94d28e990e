# SPDX-License-Identifier: ISC
"""Conduits: connections in clear or in TLS, made and served alike."""

from __future__ import annotations

from typing import Protocol

from echis.checked import checked
from echis.devices.random import Random, default_random, random
from echis.devices.resolver import Endpoint
from echis.devices.stack import Stackv4v6, stackv4v6
from echis.devices.tcp import Flow, Serve
from echis.impl import impl
from echis.type import Impl, Typ


class ConduitSignature(Protocol):
    """What a conduit does; after Conduit_mirage.S.

    OSErrors are those of TCP; EPROTO where TLS does not come about, and
    EOPNOTSUPP for TLS on a conduit without it.
    """

    async def connect(self, endpoint: Endpoint) -> Flow:
        """Waits for a connection to ``endpoint``, in TLS where that names a host."""

    def listen(self, port: int, serve: Serve, *, tls: bool = False) -> None:
        """Runs ``serve`` as a task for each connection, closed when it ends."""


class Conduit(ConduitSignature):
    """The marker of ``conduit``."""


conduit: Typ[Conduit] = Typ(Conduit, "conduit")


_DIRECT = random >> stackv4v6 >> conduit


@checked
def conduit_direct(
    stack: Impl[Stackv4v6], *, tls: bool = False, random: Impl[Random] | None = None
) -> Impl[Conduit]:
    """Connections of a stack, in TLS as well where ``tls`` is true."""
    functor = impl(
        "conduit_direct",
        _DIRECT,
        module="echis_conduit",
        arguments=[repr(bool(tls))],
        later=True,
    )
    return functor(random or default_random, stack)
