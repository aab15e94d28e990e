# SPDX-License-Identifier: ISC
"""One request with the machine's proxy, certificates and credentials.

No message holds an address, since one may carry a password: what went wrong is said
in words of ours, never in the library's.
"""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

import requests
import urllib3

from bootstrap import mirrors, pip_settings

_CA_VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "PIP_CERT")
_SYSTEM_CA = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")
_TRANSIENT = (408, 425, 429, 500, 502, 503, 504)
_USABLE = (200, 206, 416)
_HOPELESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
    requests.exceptions.TooManyRedirects,
)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds, and how many fruitless attempts to make."""

    connect: float = 10
    read: float = 30
    attempts: int = 5
    backoff: float = 0.5
    longest: float = 8


PATIENCE = Patience()


class Unavailable(Exception):
    """The mirror does not give it: why, without any address."""


class Vanished(Unavailable):
    """The mirror answers, and says that it has no such file."""


class Again(Exception):
    """An attempt that failed and is worth another one."""


def reply(url: str, headers: dict[str, str], patience: Patience) -> requests.Response:
    """The open answer of a status that has a body."""
    try:
        with _session(url) as opened:
            answer = opened.get(
                url,
                headers=headers,
                stream=True,
                timeout=(patience.connect, patience.read),
            )
    except requests.exceptions.RequestException as error:
        if isinstance(error, _HOPELESS) or "CERTIFICATE_VERIFY_FAILED" in str(error):
            raise Unavailable(reason(error)) from None
        raise Again(reason(error)) from None
    if answer.status_code not in _USABLE:
        answer.close()
        raise _refusal(answer.status_code)
    return answer


def reason(error: Exception) -> str:
    """The kind of failure of the library's error."""
    if isinstance(error, requests.exceptions.ProxyError):
        return "the proxy does not answer"
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return "its certificate is not trusted (REQUESTS_CA_BUNDLE names a CA file)"
    if isinstance(error, requests.exceptions.TooManyRedirects):
        return "the mirror redirects in a circle"
    if isinstance(error, requests.exceptions.Timeout | urllib3.exceptions.TimeoutError):
        return "the mirror stalls"
    if isinstance(error, ValueError):
        return "its address is not one that can be fetched"
    return _system_reason(error)


def _refusal(status: int) -> Exception:
    if status in (404, 410):
        return Vanished("the mirror does not have it")
    if status in (401, 403, 407):
        wants = f"the mirror wants credentials (HTTP {status})"
        return Unavailable(f"{wants}; ~/.netrc or apt's auth.conf may hold them")
    if status in _TRANSIENT:
        return Again(f"the mirror answers HTTP {status}")
    return Unavailable(f"the mirror answers HTTP {status}")


def _session(url: str) -> requests.Session:
    made = requests.Session()
    made.headers.update({"User-Agent": "echis", "Accept-Encoding": "identity"})
    made.auth = mirrors.login(url)
    made.proxies = mirrors.proxies()
    files = [os.environ.get(name, "") for name in _CA_VARIABLES]
    for file in (*files, pip_settings.read().cert, *_SYSTEM_CA):
        if file and Path(file).exists():
            made.verify = file
            break
    return made


def _system_reason(error: BaseException) -> str:
    """The system's word for it, from the innermost of the wrapped errors."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, urllib3.exceptions.NameResolutionError):
            return "the name of the mirror cannot be resolved"
        if isinstance(seen, OSError) and seen.errno in errno.errorcode:
            return os.strerror(seen.errno or 0).lower()
        held = [*seen.args, getattr(seen, "reason", None)]
        inner = [item for item in held if isinstance(item, BaseException)]
        seen = inner[0] if inner else seen.__cause__ or seen.__context__
    return "the connection broke"
