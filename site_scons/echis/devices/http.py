# SPDX-License-Identifier: ISC
"""HTTP: servers and clients."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from echis.devices.buffer import ReadBuffer
from echis.type import Typ


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks; names of headers are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answers; names of headers are in lower case."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


Handle: TypeAlias = Callable[[Request], Awaitable[Response]]


class HttpSignature(Protocol):
    """What an HTTP server does (RFC 9110, 9112); after Cohttp_mirage.Server."""

    def listen(self, port: int, handle: Handle, *, tls: bool = False) -> None:
        """Answers each request to ``port`` with what ``handle`` gives.

        An exception of ``handle`` is logged and answered with 500. OSError:
        EADDRINUSE for a port that is listened on.
        """


class HttpClientSignature(Protocol):
    """What an HTTP client does; after Cohttp_mirage.Client.

    OSErrors are those of the resolver and of the conduit; EPROTO for an answer
    that is no HTTP. A status of 400 and above is an answer, not an error.
    """

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: ReadBuffer = b"",
    ) -> Response:
        """The answer to one request, its body read to the end."""


class Http(HttpSignature):
    """The marker of ``http``."""


class HttpClient(HttpClientSignature):
    """The marker of ``http_client``."""


http: Typ[Http] = Typ(Http, "http")
http_client: Typ[HttpClient] = Typ(HttpClient, "http_client")
