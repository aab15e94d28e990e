# SPDX-License-Identifier: ISC
"""The Debian mirrors that the machine's own apt configuration names."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlsplit

_FILE_MIRRORS = ("mirror+file:", "mirror:")


def debian(etc: Path = Path("/etc/apt")) -> tuple[str, ...]:
    """Archive roots, without a closing slash; ``ECHIS_DEBIAN_MIRROR`` alone if set."""
    chosen = os.environ.get("ECHIS_DEBIAN_MIRROR", "").split()
    found = chosen or [*_one_line_files(etc), *_deb822_files(etc)]
    expanded = (root for uri in found for root in _expanded(uri))
    usable = (root.rstrip("/") for root in expanded if _is_fetched(root))
    # Security archives have no pool of the stable release: last, for completeness.
    return tuple(sorted(dict.fromkeys(usable), key=lambda root: "security" in root))


def pool_path(package: str, file: str) -> str:
    """A file's path in the archive; ``SOURCE/BINARY`` where the two names differ."""
    source = package.partition("/")[0]
    letter = source[:4] if source.startswith("lib") else source[:1]
    return quote(f"pool/main/{letter}/{source}/{file}", safe="/+~")


def _is_fetched(root: str) -> bool:
    return urlsplit(root).scheme in ("http", "https")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _one_line_files(etc: Path) -> Iterator[str]:
    """sources.list(5), one-line style: ``deb [options] URI suite component…``."""
    parts = etc / "sources.list.d"
    for file in (etc / "sources.list", *sorted(parts.glob("*.list"))):
        for line in _text(file).splitlines():
            plain = re.sub(r"\[[^]]*\]", "", line.partition("#")[0]).split()
            if len(plain) > 3 and plain[0] in ("deb", "deb-src") and "main" in plain:
                yield plain[1]


def _deb822_files(etc: Path) -> Iterator[str]:
    """sources.list(5), deb822 style: stanzas of ``Key: value`` lines."""
    for file in sorted((etc / "sources.list.d").glob("*.sources")):
        lines = (line for line in _text(file).splitlines() if line[:1] != "#")
        for stanza in re.split(r"\n\s*\n", "\n".join(lines)):
            fields = _fields(stanza)
            if fields.get("enabled", "yes").lower() in ("no", "false", "0"):
                continue
            if "main" in fields.get("components", "").split():
                yield from fields.get("uris", "").split()


def _fields(stanza: str) -> dict[str, str]:
    joined = re.sub(r"\n[ \t]+", " ", stanza)
    pairs = (line.partition(":") for line in joined.splitlines())
    return {key.strip().lower(): value.strip() for key, _, value in pairs}


def _expanded(uri: str) -> Iterator[str]:
    """The address itself, or those in the list of mirrors that it names."""
    if not uri.startswith(_FILE_MIRRORS):
        yield uri
        return
    for line in _text(Path(urlsplit(uri).path)).splitlines():
        words = line.split()
        if words and not words[0].startswith("#"):
            yield words[0]


@cache
def proxies() -> dict[str, str]:
    """apt's own proxy; the environment's, where there is one, goes before it."""
    program = shutil.which("apt-config")
    if not program:
        return {}
    variables = ["http", "Acquire::http::Proxy", "https", "Acquire::https::Proxy"]
    done = subprocess.run(
        [program, "shell", *variables], capture_output=True, text=True, check=False
    )
    pairs = (word.partition("=") for word in shlex.split(done.stdout))
    found = {key: value for key, _, value in pairs}
    return {key: value for key, value in found.items() if value not in ("", "DIRECT")}


def login(url: str, etc: Path = Path("/etc/apt")) -> tuple[str, str] | None:
    """The user and password that apt's auth.conf(5) has for this address."""
    parts = urlsplit(url)
    for file in (etc / "auth.conf", *sorted((etc / "auth.conf.d").glob("*.conf"))):
        for section in re.split(r"\bmachine\s+", _text(file))[1:]:
            machine, *words = section.split()
            host, _, path = machine.rpartition("://")[2].partition("/")
            if host == parts.netloc and parts.path.startswith(f"/{path}"):
                named = dict(zip(words[0:4:2], words[1:4:2], strict=False))
                return named.get("login", ""), named.get("password", "")
    return None
