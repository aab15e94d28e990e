# SPDX-License-Identifier: ISC
"""The line that follows a build can be typed as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from echis import arguments
from echis.arguments import host_arch
from echis.host import probe
from echis.next_step import after, after_build, after_measure

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({}, "app=examples/hello run"),
        ({"mode": "debug"}, "mode=debug app=examples/hello run"),
        ({"toolchain": "gcc"}, "toolchain=gcc app=examples/hello run"),
    ],
)
def test_after_build(words: dict[str, str], expected: str) -> None:
    request = arguments.parse({"app": "examples/hello", **words}, [], ROOT, ROOT)
    image = ROOT / "dist" / "hello.spt"
    context = "spt", host_arch()
    line = after_build(request, request.apps[0], image, context, probe())
    assert line == f"dist/hello.spt is built; next: ./scons {expected}"


def test_what_cannot_run_here_is_looked_at() -> None:
    (other,) = {"x86_64", "aarch64"} - {host_arch()}
    words = {"app": "examples/hello", "arch": other}
    request = arguments.parse(words, [], ROOT, ROOT)
    line = after_build(
        request, request.apps[0], ROOT / "dist/x", ("spt", other), probe()
    )
    assert line.endswith(f"next: ./scons arch={other} app=examples/hello inspect")


def test_after_measure() -> None:
    words = {"app": "examples/hello", "target": "hvt"}
    request = arguments.parse(words, ["measure"], ROOT, ROOT)
    line = after_measure(request, request.apps[0], 3, ("hvt", host_arch()))
    assert line == "next: ./scons target=hvt app=examples/hello mem=3 run"


@pytest.mark.parametrize(
    ("verb", "words", "expected"),
    [
        ("lock", {}, "next: ./scons app=examples/hello"),
        ("lock", {"check": "1"}, ""),
        ("vendor", {}, "next: ./scons app=examples/hello"),
        ("check", {}, ""),
        ("check", {"app": "examples/native"}, "next: ./scons app=examples/native"),
        (
            "describe",
            {"app": "examples/native,examples/hello", "target": "spt,hvt"},
            "next: ./scons target=spt,hvt app=examples/native,examples/hello",
        ),
        ("describe", {"app": "examples/hello", "format": "dot"}, ""),
        ("query", {"app": "examples/hello"}, ""),
        (
            "build",
            {"app": "examples/hello", "dry_run": "1", "mode": "debug"},
            "next: ./scons mode=debug app=examples/hello",
        ),
        ("doctor", {}, ""),
    ],
)
def test_before_a_build(verb: str, words: dict[str, str], expected: str) -> None:
    assert after(arguments.parse(words, [verb], ROOT, ROOT)) == expected
