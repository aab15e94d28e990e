# SPDX-License-Identifier: ISC
"""Packages of the index, and how several of one name become one: section 1.2."""

from __future__ import annotations

import pytest

from echis import (
    package,
)
from echis.errors import ConfigError
from echis.info import of
from tests.mirage.conftest import Config, Mistake


def test_package_type() -> None:
    found = package("microdot", min="2.0", max="3")
    assert (found.name, found.min, found.max) == ("microdot", "2.0", "3")
    assert found.specifier == ">=2.0,<3"
    assert (found.location.file, found.location.line > 0) == (__file__, True)
    assert package("a", libs=["b"]).libs == ("b",)
    shop = package("Web_Shop")
    assert package("web-shop") == shop


def test_scope() -> None:
    assert package("a").scope == "vendor"
    assert package("a", scope="host").scope == "host"


def test_every_argument_of_a_package() -> None:
    found = package("p", scope="host", build=True, sublibs=["b", "a"],
                    pin="file:p.whl", pin_version="2")  # fmt: skip
    assert (found.scope, found.build, found.sublibs) == ("host", True, ("a", "b"))
    assert (found.pin, found.pin_version) == ("file:p.whl", "2")
    plain = package("p")
    assert (plain.scope, plain.build, plain.pin) == ("vendor", False, "")
    assert (plain.libs, plain.sublibs, plain.pin_version) == (None, (), "dev")
    assert package("p", libs=["c"]).libs == ("c",)


def test_package(config: Config) -> None:
    app = config(
        "register('a', [main('unikernel', job, packages=[\n"
        "    package('umsg', min='1', libs=['x']), package('umsg', max='3')])],\n"
        "    packages=[package('umsg', min='2')])\n"
    )
    (found,) = of(app, "spt").packages
    assert (found.name, found.specifier) == ("umsg", ">=2,<3")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("package('a b')", "cannot name a package"),
        ("package('123')", "cannot name a package"),
        ("package('a.b')", "cannot name a package"),
        ("package('-h')", "cannot name a package"),
        ("package('--pre')", "cannot name a package"),
        ("package('a-')", "cannot name a package"),
        ("package('a', scope='guest')", "there is no scope 'guest'"),
        ("package('a', pin='a.whl')", "is no origin: write file:PATH or git:URL"),
        ("package('a', libs=[], sublibs=['y'])", "give sublibs or libs, not both"),
        ("package('a', min='1', max='1')", "no version is at least 1"),
        ("package('a', libs=['x'], sublibs=['y'])", "give sublibs or libs, not both"),
        ("package('a', min='x')", "is no version"),
        ("package('a', max='x')", "is no version"),
        ("package('a', min='2', max='1')", "no version is at least 2"),
    ],
)
def test_package_refuses(mistake: Mistake, text: str, expected: str) -> None:
    told = mistake(text)
    assert told.startswith("config.py:2: ")
    assert expected in told


def test_the_merge_rule(config: Config) -> None:
    app = config(
        "one = impl('one', job, packages=[package('p', min='1.9', max='2.9',\n"
        "    sublibs=['x']), package('q', libs=['b'])])\n"
        "two = impl('two', job, packages_v=Key.pure([package('p', min='1.10',\n"
        "    max='2.11', sublibs=['y'], build=True), package('q', libs=['a']),\n"
        "    package('r', libs=['c']), package('r')]))\n"
        "register('a', [one, two])\n"
    )
    p, q, r = of(app, "spt").packages
    assert (p.specifier, p.sublibs, p.build) == (">=1.10,<2.9", ("x", "y"), True)
    assert (q.libs, q.build) == (("a", "b"), False)
    assert r.libs is None


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("pin='git:x'", "pin='git:y'", "is pinned to git:y (dev) here and to git:x"),
        ("pin='git:x'", "pin='git:x', pin_version='2'", "is pinned to git:x (2) here"),
        ("min='1.10'", "max='1.9'", "no version is at least 1.10, as here, and below"),
    ],
)
def test_what_cannot_be_merged(
    config: Config, one: str, two: str, expected: str
) -> None:
    app = config(
        f"one = impl('one', job, packages=[package('p', {one})])\n"
        f"two = impl('two', job, packages=[package('p', {two})])\n"
        "register('a', [one, two])\n"
    )
    with pytest.raises(ConfigError) as caught:
        of(app, "spt")
    assert expected in str(caught.value)


def test_packages_are_merged_across_devices(config: Config) -> None:
    app = config(
        "one = impl('one', job, packages=[package('p', min='8', max='9'),\n"
        "    package('p', pin='file:x', pin_version='2')])\n"
        "two = impl('two', job, packages=[\n"
        "    package('p', pin='file:x', pin_version='2'), package('p', min='9'),\n"
        "    package('p', max='2')])\n"
        "register('a', [one, two])\n"
    )
    (found,) = of(app, "spt").packages
    assert (found.pin, found.pin_version) == ("file:x", "2")
    assert found.specifier == ""


def test_two_scopes_are_refused(config: Config) -> None:
    app = config(
        "register('a', [impl('one', job, packages=[package('p')]),\n"
        "    impl('two', job, packages=[package('p', scope='host')])])\n"
    )
    with pytest.raises(ConfigError, match="choose one"):
        of(app, "spt")
