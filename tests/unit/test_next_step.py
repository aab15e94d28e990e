# SPDX-License-Identifier: ISC
"""The line that follows a build can be typed as it stands."""

from __future__ import annotations

import shlex
from dataclasses import replace
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


@pytest.mark.parametrize(
    ("disks", "expected"),
    [
        ("qcow2,raw", "args=-v image=qcow2 run"),
        ("tar.gz", "args=-v run"),
        ("tar.gz,raw", "args=-v image=raw run"),
    ],
)
def test_a_disk_that_boots_is_run(disks: str, expected: str) -> None:
    words = {"app": "examples/hello", "target": "virtio", "arch": "x86_64"}
    request = arguments.parse({**words, "image": disks, "args": "-v"}, [], ROOT, ROOT)
    image = ROOT / "dist" / "hello.virtio"
    known = replace(probe(), emulated=("x86_64",))
    line = after_build(request, request.apps[0], image, ("virtio", "x86_64"), known)
    assert line.endswith(f" {expected}")


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


GIVEN = {
    "app": "examples/hello",
    "out": "images",
    "check": "off",
    "args": '--hello="Hi there" --token=x --token x',
    "mem": "9",
    "net.service": "@3",
    "mac.service": "02:00:00:00:00:01",
    "block.disk": "a disk",
    "sector.disk": "4096",
}
CARRIED = (
    "check=off out=images app=examples/hello mem={} net.service=@3 "
    "mac.service=02:00:00:00:00:01 'block.disk=a disk' sector.disk=4096 "
    """'args="--hello=Hi there" --token=*** --token ***' run"""
)


def test_what_was_given_is_given_again() -> None:
    request = arguments.parse(GIVEN, ["measure"], ROOT, ROOT)
    app, context, secret = request.apps[0], ("spt", host_arch()), ["--token"]
    line = after_measure(request, app, 3, context, secret=secret)
    assert line == f"next: ./scons {CARRIED.format(3)}"
    built = after_build(
        request, app, ROOT / "images/x", context, probe(), secret=secret
    )
    assert built.endswith(f"next: ./scons {CARRIED.format(9)}")


def test_a_line_that_was_said_says_the_same() -> None:
    request = arguments.parse(GIVEN, ["measure"], ROOT, ROOT)
    line = after_measure(request, request.apps[0], 9, ("spt", host_arch()))
    typed = shlex.split(line.removeprefix("next: ./scons "))
    again = dict(word.split("=", 1) for word in typed if "=" in word)
    expected = replace(request, verbs=("run",))
    assert arguments.parse(again, ["run"], ROOT, ROOT) == expected


def test_paths_are_those_of_the_root() -> None:
    given = {"block.disk": "disk", "out": "../images"}
    request = arguments.parse(given, ["measure", "run"], ROOT, ROOT / "examples/hello")
    line = after_measure(request, request.apps[0], 3, ("spt", host_arch()))
    assert "app=examples/hello " in line
    assert f"block.disk={Path('examples/hello/disk')} " in line


@pytest.mark.parametrize(
    ("verb", "words", "expected"),
    [
        ("lock", {}, "next: ./scons app=examples/hello"),
        ("lock", {"check": "1"}, ""),
        ("vendor", {}, "next: ./scons app=examples/hello"),
        ("check", {}, ""),
        (
            "check",
            {"app": "examples/native", "check": "strict", "out": "/tmp/images"},
            "next: ./scons check=strict out=/tmp/images app=examples/native",
        ),
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
        (
            "describe",
            {"app": "examples/hello", "hello": "Good day"},
            "next: ./scons app=examples/hello 'hello=Good day'",
        ),
        (
            "build",
            {"app": "examples/hello", "dry_run": "1", "hello": "x"},
            "next: ./scons app=examples/hello hello=x",
        ),
        (
            "check",
            {"app": "examples/hello", "hello": "x"},
            "next: ./scons app=examples/hello",
        ),
        ("doctor", {}, ""),
    ],
)
def test_before_a_build(
    verb: str, words: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert after(arguments.parse(words, [verb], ROOT, ROOT)) == expected


def test_what_is_not_locked_is_locked_first() -> None:
    words = {"app": "examples/hello", "target": "hvt"}
    request = arguments.parse(words, ["describe"], ROOT, ROOT)
    line = "next: ./scons target=hvt app=examples/hello lock"
    assert after(request, locked=False) == line


def test_what_cannot_be_built_yet_is_told() -> None:
    request = arguments.parse({"app": "examples/hello"}, ["describe"], ROOT, ROOT)
    why = "config.py:3: rng is not built yet"
    line = f"next: there is no build yet: {why}"
    assert after(request, locked=False, unbuilt=why) == line


def test_a_secret_is_not_told() -> None:
    words = {"app": "examples/hello", "dry_run": "1", "password": "x"}
    request = arguments.parse(words, [], ROOT, ROOT)
    line = "next: ./scons app=examples/hello 'password=***'"
    assert after(request, secret={"password"}) == line
