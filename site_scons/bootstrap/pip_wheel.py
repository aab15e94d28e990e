# SPDX-License-Identifier: ISC
"""The pinned pip wheel, for a Python without ensurepip (stock Debian).

It comes from ``ECHIS_BUNDLE``, from pip's configured folders of wheels or from its
configured index, read as PEP 503 or PEP 691 pages; its sha256 decides.
"""

from __future__ import annotations

import base64
import hashlib
import json
import netrc
import os
import ssl
import tarfile
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from bootstrap import Stop, pip_settings

_ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.2"
_TIMEOUT = 30
_PAGE_LIMIT = 64 << 20


@dataclass(frozen=True, slots=True)
class Pin:
    """The wheel's file name, size and hash, as the lock has them."""

    name: str
    size: int
    sha256: str


def pin(root: Path) -> Pin:
    """The lock's pip wheel."""
    data = tomllib.loads((root / "third_party.lock").read_text(encoding="utf-8"))
    for entry in data["entry"]:
        if entry["scope"] == "bootstrap" and entry["origin"] == "pypi:pip":
            return Pin(**entry["files"][0])
    raise Stop("third_party.lock has no entry for pip; take the committed file")


def obtain(wanted: Pin, folder: Path) -> Path:
    """The verified wheel, written into this folder under its own name."""
    settings = pip_settings.read()
    refused: list[str] = []
    for source in _sources(wanted, settings):
        try:
            data = source()
        except (OSError, ValueError, tarfile.TarError) as error:
            refused.append(_reason(error))
            continue
        if data is None:
            continue
        found = hashlib.sha256(data).hexdigest()
        if found != wanted.sha256:
            raise Stop(
                f"{wanted.name}: expected sha256 {wanted.sha256}, but {found} came; "
                "the index serves another file than the one that is pinned"
            )
        file = folder / wanted.name
        file.write_bytes(data)
        return file
    raise Stop(_advice(wanted, settings, refused))


def _advice(wanted: Pin, settings: pip_settings.PipSettings, refused: list[str]) -> str:
    ways = (
        "install this Python's ensurepip (Debian: apt install python3-venv), "
        "name a package index (PIP_INDEX_URL or pip.conf), or a bundle (ECHIS_BUNDLE)"
    )
    if not settings.configured and not refused:
        return f"this Python has no pip and no package index is configured: {ways}"
    why = f" ({'; '.join(dict.fromkeys(refused))})" if refused else ""
    return f"{wanted.name} cannot be had from the configured package index{why}: {ways}"


def _reason(error: Exception) -> str:
    # Only the kind of failure: a URL may hold credentials.
    if isinstance(error, urllib.error.HTTPError):
        return f"HTTP {error.code}"
    reason = getattr(error, "reason", error)
    if isinstance(reason, OSError):
        return reason.strerror or type(reason).__name__
    return type(error).__name__


def _sources(
    wanted: Pin, settings: pip_settings.PipSettings
) -> Iterator[Callable[[], bytes | None]]:
    bundle = os.environ.get("ECHIS_BUNDLE", "")
    if bundle:
        yield lambda: _from_bundle(Path(bundle), wanted)
        return
    for place in settings.find_links:
        yield lambda place=place: _from_links(place, wanted, settings)  # type: ignore[misc]
    for index in settings.indexes:
        page = f"{index.rstrip('/')}/pip/"
        yield lambda page=page: _from_page(page, wanted, settings)  # type: ignore[misc]


def _from_bundle(bundle: Path, wanted: Pin) -> bytes | None:
    with tarfile.open(bundle) as archive:
        for member in archive:
            if member.isfile() and Path(member.name).name == wanted.name:
                stream = archive.extractfile(member)
                return stream.read() if stream else None
    return None


def _from_links(
    place: str, wanted: Pin, settings: pip_settings.PipSettings
) -> bytes | None:
    local = Path(unquote(urlsplit(place).path) if place.startswith("file:") else place)
    if "://" in place and not place.startswith("file:"):
        return _from_page(place, wanted, settings)
    file = local / wanted.name if local.is_dir() else local
    return file.read_bytes() if file.name == wanted.name and file.is_file() else None


def _from_page(
    page: str, wanted: Pin, settings: pip_settings.PipSettings
) -> bytes | None:
    base, text = _get(_local_page(page), settings, _PAGE_LIMIT)
    for link in _links(text):
        url = urljoin(base, link)
        if unquote(urlsplit(url).path.rpartition("/")[2]) == wanted.name:
            return _get(_with_login(url, page), settings, wanted.size)[1]
    return None


def _local_page(page: str) -> str:
    parts = urlsplit(page)
    if parts.scheme == "file" and Path(unquote(parts.path)).is_dir():
        return page.rstrip("/") + "/index.html"
    return page


def _with_login(url: str, page: str) -> str:
    """The link with the page's user and password where both are of one host."""
    there, here = urlsplit(url), urlsplit(page)
    login = here.netloc.rpartition("@")[0]
    if not login or "@" in there.netloc or there.hostname != here.hostname:
        return url
    return urlunsplit(there._replace(netloc=f"{login}@{there.netloc}"))


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for key, value in attrs if key == "href" and value]


def _links(page: bytes) -> list[str]:
    if page.lstrip()[:1] == b"{":
        return [str(file["url"]) for file in json.loads(page).get("files", [])]
    anchors = _Anchors()
    anchors.feed(page.decode("utf-8", "replace"))
    return anchors.found


def _get(url: str, settings: pip_settings.PipSettings, limit: int) -> tuple[str, bytes]:
    """The final address and the body, at most one byte over the limit."""
    request = urllib.request.Request(_bare(url), headers={"Accept": _ACCEPT})
    login = _login(url)
    if login:
        # Not redirected: another host must not see it.
        request.add_unredirected_header("Authorization", f"Basic {login}")
    with _opener(settings).open(request, timeout=_TIMEOUT) as reply:
        return reply.url, reply.read(limit + 1)


def _bare(url: str) -> str:
    parts = urlsplit(url)
    netloc = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=netloc, fragment=""))


def _login(url: str) -> str:
    parts = urlsplit(url)
    user, password = parts.username, parts.password
    if user is None and parts.hostname:
        try:
            found = netrc.netrc(os.environ.get("NETRC")).authenticators(parts.hostname)
        except (OSError, netrc.NetrcParseError):
            found = None
        if not found:
            return ""
        user, password = found[0], found[2]
    if user is None:
        return ""
    plain = f"{unquote(user)}:{unquote(password or '')}"
    return base64.b64encode(plain.encode()).decode()


def _opener(settings: pip_settings.PipSettings) -> urllib.request.OpenerDirector:
    context = ssl.create_default_context(cafile=settings.cert or None)
    handlers: list[urllib.request.BaseHandler] = [
        urllib.request.HTTPSHandler(context=context)
    ]
    if settings.proxy:
        both = {"http": settings.proxy, "https": settings.proxy}
        handlers.append(urllib.request.ProxyHandler(both))
    return urllib.request.build_opener(*handlers)
