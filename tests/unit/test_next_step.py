# SPDX-License-Identifier: ISC
"""The line that follows a build can be typed as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from echis import arguments
from echis.arguments import host_arch
from echis.host import probe
from echis.next_step import after_build, after_lock

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


def test_after_lock() -> None:
    request = arguments.parse(
        {"app": "examples/tutorial/package"}, ["lock"], ROOT, ROOT
    )
    line = after_lock(request, request.apps[0])
    assert line == "next: ./scons app=examples/tutorial/package"
