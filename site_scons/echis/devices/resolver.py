# SPDX-License-Identifier: ISC
"""Resolvers: where the server of a URL is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from echis.type import Typ


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server: its address as text, its port, and the name that TLS checks.

    ``tls`` is empty for a connection in clear.
    """

    address: str
    port: int
    tls: str = ""


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
