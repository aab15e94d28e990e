# SPDX-License-Identifier: ISC
"""Downloads that resume and retry, into the cache and only as what the lock says."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import requests
import urllib3

from echis import cache
from echis.errors import ConfigError
from echis.fetch.session import (
    PATIENCE,
    Again,
    Patience,
    Unavailable,
    Vanished,
    reason,
    reply,
)
from echis.lock import Entry, File
from echis.progress import Progress, size

_CHUNK = 1 << 16
_PAGE_LIMIT = 256 << 20


class _Short(Again):
    """A body that ended before the file did."""


def fetch(
    urls: Sequence[str],
    entry: Entry,
    file: File,
    progress: Progress,
    patience: Patience = PATIENCE,
) -> Path:
    """The verified file in the cache, from the first address that has it.

    ConfigError when what comes is another file; Unavailable when nothing comes.
    """
    with cache.claimed(file):
        if there := cache.verified(file):
            return there
        progress.step(f"{entry.name}: downloading {file.name} ({size(file.size)})")
        try:
            _from_any(urls, entry, file, progress, patience)
            return cache.land(cache.part(file), file)
        except Exception:
            # A failure leaves nothing; only an interrupted download is resumed.
            cache.part(file).unlink(missing_ok=True)
            raise
        finally:
            progress.done()


def get(url: str, patience: Patience = PATIENCE) -> bytes:
    """A page of the mirror, whole; Unavailable or Vanished without it."""
    attempt = 0
    while True:
        try:
            with reply(url, {}, patience) as answer:
                return _body(answer)
        except Again as again:
            _wait(attempt, patience, again)
            attempt += 1


def _body(answer: requests.Response) -> bytes:
    body = bytearray()
    try:
        for chunk in answer.raw.stream(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > _PAGE_LIMIT:
                raise Unavailable("the mirror's answer has no end")
    except (urllib3.exceptions.HTTPError, ConnectionError) as error:
        raise Again(reason(error)) from None
    return bytes(body)


def _from_any(
    urls: Sequence[str],
    entry: Entry,
    file: File,
    progress: Progress,
    patience: Patience,
) -> None:
    refusals: list[Unavailable] = []
    for url in urls:
        try:
            found = _from_one(url, file, progress, patience)
        except Unavailable as refusal:
            refusals.append(refusal)
            continue
        if found:
            raise ConfigError(
                f"{entry.name}: {file.name}: {found}; either the mirror serves "
                "another file than the one that is pinned, or the lock was edited: try "
                "another mirror, or look at git diff",
                entry.location,
            )
        return
    other = [refusal for refusal in refusals if not isinstance(refusal, Vanished)]
    raise other[0] if other else Vanished("the mirror does not have it")


def _from_one(url: str, file: File, progress: Progress, patience: Patience) -> str:
    """What differs between the file that came and the lock's."""
    resumed = cache.part(file).exists()
    _complete(url, file, progress, patience)
    found = _difference(file)
    if found and resumed:
        # What was left from before may be of another file: once more from zero.
        cache.part(file).unlink()
        _complete(url, file, progress, patience)
        found = _difference(file)
    return found


def _difference(file: File) -> str:
    came = _length(cache.part(file))
    if came != file.size:
        more = "more" if came > file.size else f"only {came}"
        return f"expected {file.size} bytes, but {more} came"
    found = cache.digest(cache.part(file))
    if found != file.sha256:
        return f"expected sha256 {file.sha256}, but {found} came"
    return ""


def _length(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _complete(url: str, file: File, progress: Progress, patience: Patience) -> None:
    """Appends to the part until it is whole; attempts that advance do not count."""
    best = _length(cache.part(file))
    attempt = 0
    while True:
        try:
            return _attempt(url, file, progress, patience)
        except Again as again:
            advanced = _length(cache.part(file)) > best
            best = max(best, _length(cache.part(file)))
            attempt = 0 if advanced else attempt
            if isinstance(again, _Short) and attempt + 1 >= patience.attempts:
                return None
            _wait(attempt, patience, again)
            attempt += 1


def _wait(attempt: int, patience: Patience, again: Again) -> None:
    if attempt + 1 >= patience.attempts:
        raise Unavailable(str(again)) from None
    time.sleep(min(patience.longest, patience.backoff * 2**attempt))


def _attempt(url: str, file: File, progress: Progress, patience: Patience) -> None:
    part = cache.part(file)
    have = _length(part)
    if have >= file.size:
        return
    headers = {"Range": f"bytes={have}-"} if have else {}
    with reply(url, headers, patience) as answer:
        if have and not _resumes(answer, have):
            if answer.status_code != 200:
                part.unlink()
                raise Again("the mirror cannot resume")
            have = 0
        _receive(answer, have, file, progress)
    if _length(part) < file.size:
        raise _Short(f"only {_length(part)} of {file.size} bytes came")


def _resumes(answer: requests.Response, have: int) -> bool:
    span = answer.headers.get("Content-Range", "")
    return answer.status_code == 206 and span.startswith(f"bytes {have}-")


def _receive(
    answer: requests.Response, have: int, file: File, progress: Progress
) -> None:
    """Writes the body behind the bytes that are there, one chunk too many at most."""
    with cache.part(file).open("ab" if have else "wb") as stream:
        try:
            for chunk in answer.raw.stream(_CHUNK, decode_content=False):
                stream.write(chunk)
                have += len(chunk)
                progress.amount(file.name, have, file.size)
                if have > file.size:
                    return
        except urllib3.exceptions.IncompleteRead as error:
            raise _Short(reason(error)) from None
        except (urllib3.exceptions.HTTPError, ConnectionError) as error:
            raise Again(reason(error)) from None
