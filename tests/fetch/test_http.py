# SPDX-License-Identifier: ISC
"""Downloads from a mirror that truncates, stalls, lies and drops connections."""

from __future__ import annotations

import hashlib
import random
import socket
from pathlib import Path

import pytest

from echis.errors import ConfigError
from echis.fetch import http
from echis.fetch.session import Patience, Unavailable, Vanished
from echis.progress import Progress
from tests.fetch.hostile import Behaviour, Mirror
from tests.sources import entry, leftovers

DATA = random.Random(1).randbytes(300_000)
ENTRY = entry(DATA)
FILE = ENTRY.files[0]
QUICK = Patience(connect=1, read=0.3, attempts=3, backoff=0.01, longest=0.02)


def _fetch(*urls: str) -> bytes:
    return http.fetch(urls, ENTRY, FILE, Progress(None), QUICK).read_bytes()


def _error(url: str) -> str:
    with pytest.raises(ConfigError) as caught:
        _fetch(url)
    return str(caught.value)


def _why(url: str, kind: type[Unavailable] = Unavailable) -> str:
    with pytest.raises(kind) as caught:
        _fetch(url)
    return str(caught.value)


def test_whole_file_lands_once(mirror: Mirror, cache: Path) -> None:
    mirror.paths["/f"] = Behaviour(DATA)
    assert _fetch(f"{mirror.url}/f") == DATA
    assert _fetch(f"{mirror.url}/f") == DATA
    assert len(mirror.asked) == 1
    assert leftovers(cache) == [FILE.sha256]


@pytest.mark.parametrize("announce", [-1, 10])
def test_truncated_body_is_resumed(mirror: Mirror, cache: Path, announce: int) -> None:
    fine = Behaviour(DATA)
    mirror.paths["/f"] = Behaviour(DATA, times=1, cut=100_000, fine=fine)
    assert _fetch(f"{mirror.url}/f") == DATA
    assert mirror.ranges == ["", "bytes=100000-"]


def test_many_cuts_that_advance_are_no_failure(mirror: Mirror, cache: Path) -> None:
    mirror.paths["/f"] = Behaviour(DATA, cut=40_000)
    assert _fetch(f"{mirror.url}/f") == DATA
    assert len(mirror.asked) == 8


def test_mirror_that_ignores_ranges_starts_over(mirror: Mirror, cache: Path) -> None:
    fine = Behaviour(DATA, ranges=False)
    mirror.paths["/f"] = Behaviour(DATA, times=1, cut=100_000, fine=fine)
    assert _fetch(f"{mirror.url}/f") == DATA


def test_stalled_body_is_resumed(mirror: Mirror, cache: Path) -> None:
    fine = Behaviour(DATA)
    mirror.paths["/f"] = Behaviour(DATA, times=1, stall=1, fine=fine)
    assert _fetch(f"{mirror.url}/f") == DATA


def test_busy_mirror_is_asked_again(mirror: Mirror, cache: Path) -> None:
    mirror.paths["/f"] = Behaviour(status=503, times=2, fine=Behaviour(DATA))
    assert _fetch(f"{mirror.url}/f") == DATA
    assert len(mirror.asked) == 3


def test_redirect_is_followed(mirror: Mirror, cache: Path) -> None:
    mirror.paths["/f"] = Behaviour(location="/g")
    mirror.paths["/g"] = Behaviour(DATA)
    assert _fetch(f"{mirror.url}/f") == DATA


def test_second_mirror_serves_what_the_first_lost(mirror: Mirror, cache: Path) -> None:
    mirror.paths["/g"] = Behaviour(DATA)
    assert _fetch(f"{mirror.url}/f", f"{mirror.url}/g") == DATA


def test_wrong_content_is_named_and_leaves_nothing(mirror: Mirror, cache: Path) -> None:
    other = bytes(len(DATA))
    mirror.paths["/f"] = Behaviour(other)
    came = hashlib.sha256(other).hexdigest()
    assert _error(f"{mirror.url}/f") == (
        f"third_party.lock:7: demo: demo_1.0.orig.tar.xz: expected sha256 "
        f"{FILE.sha256}, but {came} came; either the mirror serves another file than "
        "the one that is pinned, or the lock was edited: try another mirror, or look "
        "at git diff"
    )
    assert leftovers(cache) == []


def test_file_that_is_always_cut_short(mirror: Mirror, cache: Path) -> None:
    mirror.paths["/f"] = Behaviour(DATA[:1000])
    assert "expected 300000 bytes, but only 1000 came" in _error(f"{mirror.url}/f")
    assert leftovers(cache) == []


def test_file_that_is_too_long(mirror: Mirror, cache: Path) -> None:
    mirror.paths["/f"] = Behaviour(DATA * 40)
    assert "expected 300000 bytes, but more came" in _error(f"{mirror.url}/f")
    assert leftovers(cache) == []


def test_rest_of_another_file_is_dropped(mirror: Mirror, cache: Path) -> None:
    mirror.paths["/f"] = Behaviour(DATA)
    (cache / "sources").mkdir(parents=True)
    (cache / "sources" / f"{FILE.sha256}.part").write_bytes(b"other" * 1000)
    assert _fetch(f"{mirror.url}/f") == DATA


def test_spoilt_cache_is_fetched_again(mirror: Mirror, cache: Path) -> None:
    mirror.paths["/f"] = Behaviour(DATA)
    (cache / "sources").mkdir(parents=True)
    (cache / "sources" / FILE.sha256).write_bytes(bytes(len(DATA)))
    assert _fetch(f"{mirror.url}/f") == DATA


def test_vanished_file(mirror: Mirror, cache: Path) -> None:
    assert _why(f"{mirror.url}/f", Vanished) == "the mirror does not have it"
    assert leftovers(cache) == []


def test_unreachable_mirror(cache: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://user:hunter2@127.0.0.1:{unused.getsockname()[1]}/f"
        assert _why(url) == "connection refused"


def test_mirror_that_always_stalls(mirror: Mirror, cache: Path) -> None:
    mirror.paths["/f"] = Behaviour(DATA, stall=1)
    assert _why(f"{mirror.url}/f") == "the mirror stalls"
    assert leftovers(cache) == []


def test_redirects_in_a_circle(mirror: Mirror, cache: Path) -> None:
    mirror.paths["/f"] = Behaviour(location="/f")
    assert _why(f"{mirror.url}/f") == "the mirror redirects in a circle"


def test_address_that_is_none(cache: Path) -> None:
    assert _why("gopher:/f") == "its address is not one that can be fetched"


def test_credentials_of_netrc(mirror: Mirror, cache: Path, tmp_path: Path) -> None:
    mirror.paths["/f"] = Behaviour(DATA, login="anna:hunter2")
    refused = _why(f"{mirror.url}/f")
    assert refused.startswith("the mirror wants credentials (HTTP 401)")
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login anna password hunter2\n")
    netrc.chmod(0o600)
    assert _fetch(f"{mirror.url}/f") == DATA


def test_wrong_password_is_not_repeated_in_the_error(
    mirror: Mirror, cache: Path
) -> None:
    mirror.paths["/f"] = Behaviour(DATA, login="anna:right")
    url = mirror.url.replace("://", "://anna:hunter2@") + "/f"
    assert "hunter2" not in _why(url)


def test_proxy_of_the_environment(
    mirror: Mirror, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", mirror.url.replace("://", "://anna:hunter2@"))
    mirror.paths["/f"] = Behaviour(DATA)
    assert _fetch("http://mirror.invalid/f") == DATA
    path, headers = mirror.asked[0]
    assert path == "http://mirror.invalid/f"
    assert headers["Proxy-Authorization"].startswith("Basic ")


def test_proxy_that_is_down(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://anna:hunter2@127.0.0.1:9")
    assert _why("http://mirror.invalid/f") == "the proxy does not answer"
