# SPDX-License-Identifier: ISC
"""What a killed build made is taken away, and nothing else."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from echis.errors import ConfigError
from echis.progress import Progress
from echis.unfinished import Build


def _begun(tmp_path: Path) -> Build:
    return Build(tmp_path / "build", Progress(None))


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("made")
    return path


def _killed(build: Build) -> None:
    """What the kernel does when the process of a build ends."""
    build._lock.close()


def test_what_a_killed_build_made_is_taken_away(tmp_path: Path) -> None:
    before = _made(tmp_path / "build" / "before.o")
    old = _made(tmp_path / "dist" / "old.spt")
    for file in (before, old):
        os.utime(file, (1, 1))
    build = _begun(tmp_path)
    product = tmp_path / "dist" / "new.spt"
    build.start([str(product), str(old)])
    made = [_made(product), _made(tmp_path / "build" / "deep" / "new.o")]
    other = _made(tmp_path / "dist" / "notes.txt")
    _killed(build)
    _begun(tmp_path).end()
    assert [file for file in made if file.exists()] == []
    assert before.exists()
    assert old.exists()
    assert other.exists()


def test_what_was_finished_stays(tmp_path: Path) -> None:
    build = _begun(tmp_path)
    build.start([])
    made = _made(tmp_path / "build" / "new.o")
    build.end()
    _begun(tmp_path).end()
    assert made.exists()


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    first = _begun(tmp_path)
    second = threading.Thread(target=lambda: _begun(tmp_path).end())
    second.start()
    second.join(0.2)
    assert second.is_alive()
    first.end()
    second.join(10)
    assert not second.is_alive()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file")
    with pytest.raises(ConfigError, match=r"build"):
        _begun(tmp_path)


def test_the_library_of_the_type_check_is_left_whole(tmp_path: Path) -> None:
    build = _begun(tmp_path)
    build.start([])
    library = _made(
        tmp_path / "build" / "check" / "stdlib-0a" / "typeshed" / "VERSIONS"
    )
    found = _made(tmp_path / "build" / "check" / "hello" / "found.json")
    _killed(build)
    _begun(tmp_path).end()
    assert library.exists()
    assert not found.exists()
