# SPDX-License-Identifier: ISC
"""Conduits: connections in clear or in TLS, made and served alike."""

from __future__ import annotations

from typing import Protocol

from echis.devices.resolver import Endpoint
from echis.devices.tcp import Flow, Serve
from echis.type import Typ


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
