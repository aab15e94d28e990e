# SPDX-License-Identifier: ISC
"""The lock: read field by field, written in one form, every mistake one sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from echis import lock
from echis.errors import ConfigError

ROOT = Path(__file__).parents[2]
HASH = "0" * 64
GOOD = f"""\
[[entry]]
name = "demo"
version = "1.0"
licence = "MIT"
purl = "pkg:generic/demo@1.0"
origin = "debian:demo"
scope = "vendor"
strip = "demo-1.0"
vendor = "vendor/demo"
files = [
    {{ name = "demo.tar.xz", size = 10, sha256 = "{HASH}" }},
]
"""
FILES = GOOD[GOOD.index("files") :]


def _load(tmp_path: Path, text: str) -> lock.Lock:
    path = tmp_path / "third_party.lock"
    path.write_text(text)
    return lock.load(path)


def _error(tmp_path: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        _load(tmp_path, text)
    return str(caught.value).removeprefix(f"{tmp_path}/")


def test_ours_is_canonical() -> None:
    path = ROOT / "third_party.lock"
    assert lock.dumps(lock.load(path).entries) == path.read_text()


def test_ours_names_no_host() -> None:
    for name in ("third_party.lock", "requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        assert not re.search(r"://|\.(org|com|net)\b", text)


def test_fields(tmp_path: Path) -> None:
    found = _load(tmp_path, GOOD).entry("demo")
    assert found.origin == lock.Origin("debian", "demo")
    assert found.files == (lock.File("demo.tar.xz", 10, HASH),)
    assert found.location.line == 1


def test_patches_survive_writing(tmp_path: Path) -> None:
    patch = f'patches = [\n    {{ path = "p/a.patch", sha256 = "{HASH}" }},\n]\n'
    found = _load(tmp_path, GOOD + patch)
    assert found.entries[0].patches == (lock.Patch("p/a.patch", HASH),)
    assert lock.dumps(found.entries).endswith(GOOD + patch)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (f', sha256 = "{HASH}"', "", "third_party.lock:11: files: sha256: is missing"),
        (HASH, "beef", "third_party.lock:11: files: sha256: 'beef' is not of the form"),
        ("size = 10", "size = 0", "third_party.lock:11: files: size: must be a number"),
        (
            FILES,
            "",
            "third_party.lock:1: files: is missing: no entry without a hash",
        ),
        ("licence", "license", "third_party.lock:1: licence: is missing"),
        (
            "strip =",
            'colour = "red"\nstrip =',
            "third_party.lock:8: colour: is not known here",
        ),
        (
            '"vendor"',
            '"guest"',
            "third_party.lock:7: scope: 'guest' is none of bootstrap, host, dev, "
            "vendor",
        ),
        (
            '"vendor"',
            '"host"',
            "third_party.lock:9: vendor: has no meaning in scope host",
        ),
        (
            "vendor/demo",
            "../demo",
            "third_party.lock:9: vendor: '../demo' is not of the form",
        ),
        (
            "debian:demo",
            "https://host/demo",
            "third_party.lock:6: origin: 'https://host/demo' is not KIND:NAME with a "
            "kind of debian, deb, pypi, file",
        ),
        ('"demo"', "3", "third_party.lock:2: name: must be a text, not 3"),
        (
            "demo.tar.xz",
            "../x",
            "third_party.lock:11: files: name: '../x' is not of the form",
        ),
        ("[[entry]]", "[entry]", "third_party.lock: entry: must be written [[entry]]"),
        ("[[entry]]", "x = 1\n[[entry]]", "third_party.lock: x: is not known here"),
        ("[[entry]]", "[[entry", "third_party.lock: is not TOML: "),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    assert _error(tmp_path, GOOD.replace(old, new, 1)).startswith(said)


def test_twins(tmp_path: Path) -> None:
    second = GOOD.replace('"demo"', '"Demo"', 1)
    assert _error(tmp_path, f"{GOOD}\n{second}") == (
        "third_party.lock:15: name: 'demo' is already that of line 1"
    )


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"is missing: .* git checkout "):
        lock.load(tmp_path / "third_party.lock")


def test_no_such_entry(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no entry 'dmeo'; the lock has: demo"):
        _load(tmp_path, GOOD).entry("dmeo")
