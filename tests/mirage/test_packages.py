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


def test_scope() -> None:
    assert package("a").scope == "vendor"
    assert package("a", scope="host").scope == "host"


def test_package(config: Config) -> None:
    app = config(
        "register('a', [main('unikernel', job, packages=[\n"
        "    package('umsg', min='1', libs=['x']), package('umsg', max='3')])],\n"
        "    packages=[package('umsg', min='2')])\n"
    )
    (found,) = of(app, "spt").packages
    assert (found.name, found.min, found.max) == ("umsg", "2", "3")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("package('a b')", "cannot name a package"),
        ("package('123')", "cannot name a package"),
        ("package('a', libs=['x'], sublibs=['y'])", "give sublibs or libs, not both"),
        ("package('a', min='x')", "is no version"),
        ("package('a', min='2', max='1')", "no version is at least 2"),
    ],
)
def test_package_refuses(mistake: Mistake, text: str, expected: str) -> None:
    told = mistake(text)
    assert told.startswith("config.py:2: ")
    assert expected in told


def test_packages_are_merged_across_devices(config: Config) -> None:
    app = config(
        "one = impl('one', job, packages=[package('p', pin='file:x')])\n"
        "two = impl('two', job, packages=[\n"
        "    package('p', pin='file:x'), package('p', min='9')])\n"
        "register('a', [one, two])\n"
    )
    (found,) = of(app, "spt").packages
    assert (found.pin, found.min) == ("file:x", "")


def test_two_scopes_are_refused(config: Config) -> None:
    app = config(
        "register('a', [impl('one', job, packages=[package('p')]),\n"
        "    impl('two', job, packages=[package('p', scope='host')])])\n"
    )
    with pytest.raises(ConfigError, match="choose one"):
        of(app, "spt")
