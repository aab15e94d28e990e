# SPDX-License-Identifier: ISC
"""One address read with the standard library, before there is any package."""

from __future__ import annotations

import base64
import netrc
import os
import ssl
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from bootstrap import mirrors
from bootstrap.pip_settings import PipSettings

_ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.2, */*;q=0.1"
_TIMEOUT = 30


def get(url: str, settings: PipSettings, limit: int) -> tuple[str, bytes]:
    """The final address and the body, at most one byte over the limit."""
    request = urllib.request.Request(_bare(url), headers={"Accept": _ACCEPT})
    login = _login(url)
    if login:
        # Not redirected: another host must not see it.
        encoded = base64.b64encode(":".join(login).encode()).decode()
        request.add_unredirected_header("Authorization", f"Basic {encoded}")
    with _opener(settings).open(request, timeout=_TIMEOUT) as reply:
        return reply.url, reply.read(limit + 1)


def with_login(url: str, page: str) -> str:
    """A page's link, with the page's user and password where both are of one host."""
    there, here = urlsplit(url), urlsplit(page)
    login = here.netloc.rpartition("@")[0]
    if not login or "@" in there.netloc or there.hostname != here.hostname:
        return url
    return urlunsplit(there._replace(netloc=f"{login}@{there.netloc}"))


def reason(error: Exception) -> str:
    """The kind of failure only: the error's own text may hold the address."""
    if isinstance(error, urllib.error.HTTPError):
        return f"HTTP {error.code}"
    inner = getattr(error, "reason", error)
    if isinstance(inner, OSError):
        return inner.strerror or type(inner).__name__
    return type(error).__name__


def _bare(url: str) -> str:
    parts = urlsplit(url)
    netloc = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=netloc, fragment=""))


def _login(url: str) -> tuple[str, str] | None:
    parts = urlsplit(url)
    if parts.username is not None:
        return unquote(parts.username), unquote(parts.password or "")
    try:
        known = netrc.netrc(os.environ.get("NETRC"))
        found = known.authenticators(parts.hostname or "")
    except (OSError, netrc.NetrcParseError):
        found = None
    return (found[0], found[2]) if found else mirrors.login(url)


def _opener(settings: PipSettings) -> urllib.request.OpenerDirector:
    cert = Path(settings.cert) if settings.cert else None
    context = ssl.create_default_context(
        cafile=str(cert) if cert and cert.is_file() else None,
        capath=str(cert) if cert and cert.is_dir() else None,
    )
    handlers: list[urllib.request.BaseHandler] = [
        urllib.request.HTTPSHandler(context=context)
    ]
    if settings.proxy:
        both = {"http": settings.proxy, "https": settings.proxy}
        handlers.append(urllib.request.ProxyHandler(both))
    return urllib.request.build_opener(*handlers)
