# SPDX-License-Identifier: ISC
"""Unified diffs, with difflib as the writer of those that must apply."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from echis import patch
from echis.errors import ConfigError

_LINES = st.lists(
    st.sampled_from(["a\n", "b\n", "c\n", "-- x\n", "++ y\n"]), max_size=30
)


def _diff(before: list[str], after: list[str]) -> str:
    return "".join(difflib.unified_diff(before, after, "a/f.c", "b/f.c"))


@settings(max_examples=500, deadline=None)
@given(before=_LINES, after=_LINES)
def test_difflib_writes_what_we_read(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], after: list[str]
) -> None:
    text = _diff(before, after)
    if not text:
        return
    folder = tmp_path_factory.mktemp("patch")
    (folder / "f.c").write_text("".join(before))
    (folder / "p.patch").write_text(text)
    patch.apply(folder / "p.patch", folder)
    assert (folder / "f.c").read_text() == "".join(after)


def test_lines_that_look_like_headers(tmp_path: Path) -> None:
    before = ["a\n", "-- x\n", "b\n"]
    text = _diff(before, ["a\n", "++ y\n", "b\n"])
    assert "\n--- x\n+++ y\n" in text
    found = _apply(tmp_path, text, "".join(before)) / "f.c"
    assert found.read_text() == "a\n++ y\nb\n"


def _apply(tmp_path: Path, text: str, before: str = "one\ntwo\nthree\n") -> Path:
    (tmp_path / "f.c").write_text(before)
    (tmp_path / "p.patch").write_text(text)
    patch.apply(tmp_path / "p.patch", tmp_path)
    return tmp_path


def test_creates_and_removes(tmp_path: Path) -> None:
    new = "--- /dev/null\n+++ b/d/new.c\n@@ -0,0 +1 @@\n+new\n"
    gone = "--- a/f.c\n+++ /dev/null\n@@ -1,3 +0,0 @@\n-one\n-two\n-three\n"
    _apply(tmp_path, new + gone)
    assert (tmp_path / "d/new.c").read_text() == "new\n"
    assert not (tmp_path / "f.c").exists()


def test_no_newline_at_the_end(tmp_path: Path) -> None:
    text = (
        "--- a/f.c\n+++ b/f.c\n@@ -1,3 +1,3 @@\n one\n two\n-three\n+drei\n"
        "\\ No newline at end of file\n"
    )
    assert (_apply(tmp_path, text) / "f.c").read_text() == "one\ntwo\ndrei"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("--- a/f.c\n+++ b/f.c\n@@ -1 +1 @@\n-zwei\n+2\n", ":3: does not fit f.c"),
        ("--- a/g.c\n+++ b/g.c\n@@ -1 +1 @@\n-a\n+b\n", ": there is no g.c to change"),
        ("--- a/../x\n+++ b/../x\n@@ -1 +1 @@\n-a\n+b\n", "is no a/PATH or b/PATH"),
        ("--- a/f.c\n+++ b/f.c\n@@ -1,3 +1,3 @@\n one\n", "this hunk is cut off"),
        ("hello\n", ": is no unified diff"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        _apply(tmp_path, text)
    assert str(caught.value).endswith(said)
