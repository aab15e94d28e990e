# SPDX-License-Identifier: ISC
"""The cache's size and its emptying; progress; what doctor says of a machine."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from echis import cache, doctor
from echis.lock import VENDORED, load
from echis.progress import Progress, size
from echis.verbs import VERBS

ROOT = Path(__file__).parents[2]


def test_prune_keeps_the_running_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECHIS_CACHE", str(tmp_path))
    running = tmp_path / "env/abc"
    monkeypatch.setenv("VIRTUAL_ENV", str(running))
    for path in (running / "bin", tmp_path / "env/old/bin", tmp_path / "sources"):
        path.mkdir(parents=True)
        (path / "file").write_bytes(bytes(100_000))
        (path / "file").chmod(0o444)
    told = cache.prune()
    assert told.startswith("204.8 kB freed in ")
    assert " in use by this very environment, which goes with the folder" in told
    assert (running / "bin/file").exists()
    assert not (tmp_path / "env/old").exists()
    assert list((tmp_path / "sources").iterdir()) == []


def test_what_is_kept_is_told_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECHIS_CACHE", str(tmp_path))
    (verb,) = (verb for verb in VERBS if verb.name == "prune")
    assert verb.doc.endswith("but for the environment in use")
    assert "empties it of all but the environment)" in doctor.report(ROOT)


def test_the_doctor_tells_of_a_missing_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    said = "none (packages that are pinned to git need it)"
    lines = doctor.report(ROOT).splitlines()
    assert [line.split(maxsplit=1) for line in lines if said in line] == [["git", said]]


def test_empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECHIS_CACHE", str(tmp_path / "none"))
    assert cache.used() == 0
    assert cache.prune().startswith("0 bytes freed")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_only_steps_are_lines() -> None:
    said = io.StringIO()
    progress = Progress(said)
    progress.amount("x", 5, 10)
    progress.step("done")
    assert said.getvalue() == "echis: done\n"


def test_terminal_redraws_bytes() -> None:
    said = _Terminal()
    progress = Progress(said)
    progress.amount("x", 10, 10)
    progress.step("done")
    assert said.getvalue().startswith("\r")
    assert "x: 10 bytes of 10 bytes" in said.getvalue()
    assert said.getvalue().endswith("\rechis: done\n")


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 bytes"), (999, "999 bytes"), (5_983_992, "6.0 MB"), (2.5e12, "2500.0 GB")],
)
def test_size(count: float, text: str) -> None:
    assert size(count) == text


def test_doctor_s_columns_are_apart() -> None:
    said = doctor.report(ROOT)
    names = [entry.vendor for entry in load(ROOT / "third_party.lock").scope(*VENDORED)]
    assert names
    assert all(f"\n{name}  " in said for name in names)


def test_doctor_names_no_mirror(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECHIS_CACHE", str(tmp_path))
    monkeypatch.setenv("PIP_INDEX_URL", "http://anna:hunter2@index.invalid/simple")
    monkeypatch.setenv("ECHIS_DEBIAN_MIRROR", "http://anna:hunter2@mirror.invalid")
    said = doctor.report(ROOT)
    pairs = (re.split("  +", line, maxsplit=1) for line in said.splitlines())
    facts = dict(pairs)
    assert facts["package index"] == facts["Debian mirror"] == "configured"
    assert "invalid" not in said
    assert "hunter2" not in said
    for name in ("environment", "cache", "zig", "QEMU x86_64", "KVM", "tap"):
        assert facts[name]
