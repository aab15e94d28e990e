# SPDX-License-Identifier: ISC
"""`requires_echis` is looked at before anything of a config.py runs."""

from __future__ import annotations

import ast

import pytest

from echis.errors import ConfigError
from echis.requires import check_requires
from echis.version import VERSION

HEAD = "# SPDX-License-Identifier: ISC\nfrom echis import *\n\n"


def _said(line: str, ours: str = "0.1.3") -> str:
    with pytest.raises(ConfigError) as caught:
        check_requires(HEAD + line, "app/config.py", ours)
    return str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        "",
        'requires_echis = ">=0.1,<0.2"',
        'requires_echis: str = "==0.1.*"',
        'requires_echis = "~=0.1.2"',
        "def f():\n    requires_echis = 3",
        "x = = 1",
        "\0",
    ],
)
def test_fine(line: str) -> None:
    check_requires(HEAD + line, "config.py", "0.1.3")
    check_requires((HEAD + line).encode(), "config.py", "0.1.3")


def test_a_tree_and_our_own_version() -> None:
    check_requires(ast.parse(f'requires_echis = "=={VERSION}"'), "config.py")


def test_an_unfinished_version_is_of_its_series() -> None:
    check_requires('requires_echis = ">=0.1,<0.3"', "config.py", "0.2.dev1")


def test_another_echis_before_any_other_mistake() -> None:
    line = 'new_combinator(1)\nrequires_echis = ">=0.2"\nnewer()'
    assert _said(line) == (
        "app/config.py:5: this application is written for Echis >=0.2, and this is "
        "Echis 0.1.3"
    )


@pytest.mark.parametrize(
    "text",
    [
        "if True:\n    requires_echis = '>=9'",
        "try:\n    pass\nfinally:\n    requires_echis = '>=9'",
        "def f(:\nrequires_echis = '>=9'  # newer",
        "type X[T: int = 3] = x = 2\nrequires_echis='>=9'\nrequires_echis = 3",
    ],
)
def test_where_others_do_not_look(text: str) -> None:
    line = (HEAD + text)[: (HEAD + text).index("requires_")].count("\n") + 1
    for source in (HEAD + text, (HEAD + text).encode()):
        with pytest.raises(ConfigError) as caught:
            check_requires(source, "config.py", "0.1.3")
        assert str(caught.value).startswith(f"config.py:{line}: this application is ")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0.1", "0.1"),
        ('"0.1"', "'0.1'"),
        ('""', "''"),
        ('">=" + version', "'>=' + version"),
        ("[1]", "[1]"),
    ],
)
def test_no_versions(value: str, shown: str) -> None:
    assert _said(f"requires_echis = {value}") == (
        f"app/config.py:4: requires_echis is {shown}: write the versions as a text, "
        '">=0.1,<0.2"'
    )
