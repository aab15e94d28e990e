# SPDX-License-Identifier: ISC
"""HTTP: servers and clients."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol, TypeAlias

from echis.application import warn
from echis.checked import checked
from echis.devices.buffer import ReadBuffer
from echis.devices.clock import Pclock, default_posix_clock, pclock
from echis.devices.conduit import Conduit, conduit
from echis.devices.resolver import Resolver, resolver
from echis.impl import impl
from echis.type import Impl, Typ


class Request(Protocol):
    """What a client asks; names of headers are in lower case."""

    @property
    def method(self) -> str:
        """``GET``, ``POST``, …"""

    @property
    def path(self) -> str:
        """What is asked for, with its query, as the client spelled it."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The value of each header."""

    @property
    def body(self) -> bytes:
        """All that came with it."""


# Status, headers and body. A tuple: an image has no class of ours to make one of.
Response: TypeAlias = tuple[int, Mapping[str, str], bytes]
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


_cohttp_server = impl(
    "cohttp_server", conduit >> http, module="echis_http_server", later=True
)
_httpaf_server = impl(
    "httpaf_server", conduit >> http, module="echis_http_fast", later=True
)
_cohttp_client = impl(
    "cohttp_client",
    pclock >> resolver >> conduit >> http_client,
    module="echis_http_client",
    later=True,
)


@checked
def cohttp_server(conduit: Impl[Conduit]) -> Impl[Http]:
    """The HTTP server in Python."""
    return _cohttp_server(conduit)


@checked
def httpaf_server(conduit: Impl[Conduit]) -> Impl[Http]:
    """The HTTP server whose parser is in C."""
    return _httpaf_server(conduit)


@checked
def http_server(conduit: Impl[Conduit]) -> Impl[Http]:
    """The old name of ``cohttp_server``."""
    warn("http_server is deprecated: use cohttp_server")
    return cohttp_server(conduit)


@checked
def cohttp_client(
    resolver: Impl[Resolver],
    conduit: Impl[Conduit],
    *,
    pclock: Impl[Pclock] | None = None,
) -> Impl[HttpClient]:
    """The HTTP client."""
    return _cohttp_client(pclock or default_posix_clock, resolver, conduit)
