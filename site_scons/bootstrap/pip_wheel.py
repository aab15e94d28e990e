# SPDX-License-Identifier: ISC
"""A pinned pip wheel, for a Python without ensurepip (stock Debian).

It comes from ``ECHIS_BUNDLE`` alone where that is set; else from pip's configured
folders of wheels, from its configured index (PEP 503 and 691 pages), or out of
Debian's package of it, from apt's mirror. The lock's sha256 decides.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bootstrap import Stop, download, mirrors, pip_settings
from bootstrap.pip_settings import PipSettings

_PAGE_LIMIT = 64 << 20
_WAYS = (
    "install this Python's ensurepip (Debian: apt install python3-venv), name a "
    "package index (PIP_INDEX_URL or pip.conf) or a bundle (ECHIS_BUNDLE)"
)


@dataclass(frozen=True, slots=True)
class Pin:
    """One archive that holds pip, as the lock has it."""

    origin: str
    name: str
    size: int
    sha256: str


Source = Callable[[], bytes | None]


def pins(root: Path) -> list[Pin]:
    """The lock's entries of scope bootstrap: pip's wheel, then Debian's package."""
    lock = root / "third_party.lock"
    if not lock.exists():
        raise Stop(f"{lock} is missing: take it back with git checkout {lock.name}")
    data = tomllib.loads(lock.read_text(encoding="utf-8"))
    return [
        Pin(entry["origin"], **entry["files"][0])
        for entry in data["entry"]
        if entry["scope"] == "bootstrap"
    ]


def obtain(wanted: list[Pin], folder: Path) -> Path:
    """The wheel, written into this folder under its own name."""
    settings = pip_settings.read()
    refused: list[str] = []
    for pin in wanted:
        for source in _sources(pin, settings):
            try:
                data = source()
            except (OSError, ValueError, tarfile.TarError) as error:
                refused.append(download.reason(error))
                continue
            if data is not None:
                return _landed(pin, _verified(pin, data), folder)
    raise Stop(_advice(settings, refused))


def _verified(pin: Pin, data: bytes) -> bytes:
    found = hashlib.sha256(data).hexdigest()
    if found != pin.sha256:
        raise Stop(
            f"{pin.name}: expected sha256 {pin.sha256}, but {found} came; it is not "
            "the file that is pinned"
        )
    return data


def _landed(pin: Pin, data: bytes, folder: Path) -> Path:
    name = pin.name
    if name.endswith(".deb"):
        name, data = _wheel_of(data)
    file = folder / name
    file.write_bytes(data)
    return file


def _wheel_of(package: bytes) -> tuple[str, bytes]:
    """The wheel in a Debian package, which is an ar archive (deb(5))."""
    place = 8
    while place + 60 <= len(package):
        header = package[place : place + 60]
        body = package[place + 60 : place + 60 + int(header[48:58])]
        if header.startswith(b"data.tar"):
            with tarfile.open(fileobj=io.BytesIO(body)) as archive:
                for member in archive:
                    stream = archive.extractfile(member) if member.isfile() else None
                    if stream and member.name.endswith(".whl"):
                        return Path(member.name).name, stream.read()
        place += 60 + len(body) + len(body) % 2
    raise Stop("Debian's package of pip holds no wheel; the lock names a wrong one")


def _advice(settings: PipSettings, refused: list[str]) -> str:
    why = f" ({'; '.join(dict.fromkeys(refused))})" if refused else ""
    if os.environ.get("ECHIS_BUNDLE"):
        return f"the bundle does not hold pip{why}; write it anew: ./scons bundle"
    if not settings.configured and not mirrors.debian():
        return f"this Python has no pip and no package index is configured: {_WAYS}"
    return f"this Python has no pip and none can be fetched{why}: {_WAYS}"


def _sources(pin: Pin, settings: PipSettings) -> Iterator[Source]:
    bundle = os.environ.get("ECHIS_BUNDLE", "")
    if bundle:
        yield lambda: _from_bundle(Path(bundle), pin)
    elif pin.origin.startswith("pypi:"):
        for place in settings.find_links:
            yield _bound(_from_links, place, pin, settings)
        for index in settings.indexes:
            yield _bound(_from_page, f"{index.rstrip('/')}/pip/", pin, settings)
    else:
        for mirror in mirrors.debian():
            yield _bound(_from_pool, mirror, pin, settings)


def _bound(
    read: Callable[[str, Pin, PipSettings], bytes | None],
    place: str,
    pin: Pin,
    settings: PipSettings,
) -> Source:
    return lambda: read(place, pin, settings)


def _from_bundle(bundle: Path, pin: Pin) -> bytes | None:
    with tarfile.open(bundle) as archive:
        for member in archive:
            if member.isfile() and Path(member.name).name == pin.name:
                stream = archive.extractfile(member)
                return stream.read() if stream else None
    return None


def _from_links(place: str, pin: Pin, settings: PipSettings) -> bytes | None:
    if "://" in place and not place.startswith("file:"):
        return _from_page(place, pin, settings)
    local = Path(unquote(urlsplit(place).path) if place.startswith("file:") else place)
    file = local / pin.name if local.is_dir() else local
    return file.read_bytes() if file.name == pin.name and file.is_file() else None


def _from_pool(mirror: str, pin: Pin, settings: PipSettings) -> bytes:
    path = mirrors.pool_path(pin.origin.partition(":")[2], pin.name)
    return download.get(
        f"{mirror}/{path}",
        replace(settings, proxy=mirrors.proxies().get("http", "")),
        pin.size,
    )[1]


def _from_page(page: str, pin: Pin, settings: PipSettings) -> bytes | None:
    base, text = download.get(_local_page(page), settings, _PAGE_LIMIT)
    for link in _links(text):
        url = urljoin(base, link)
        if unquote(urlsplit(url).path.rpartition("/")[2]) == pin.name:
            return download.get(download.with_login(url, page), settings, pin.size)[1]
    return None


def _local_page(page: str) -> str:
    parts = urlsplit(page)
    if parts.scheme == "file" and Path(unquote(parts.path)).is_dir():
        return page.rstrip("/") + "/index.html"
    return page


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
