# SPDX-License-Identifier: ISC
"""The guest's command line: quoted so that its parser finds the arguments again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from echis import bootvar

from .tender import run
from .test_options import refused

_LIMIT = 8191

# Whatever execve can carry: no character 0.
_LETTER = st.characters(codec="utf-8", min_codepoint=1)
_ARGUMENT = st.text(st.one_of(st.sampled_from(" \t\n\"'\\=-a"), _LETTER))


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(arguments=st.lists(_ARGUMENT, max_size=8))
def test_the_parser_finds_the_arguments(plain: Path, arguments: list[str]) -> None:
    end = run("spt", plain, "echo", *arguments)
    assert end.status == 0
    assert bootvar.split(end.out) == ("echo", *arguments)


@pytest.mark.parametrize(
    ("argument", "written"),
    [
        ("Hello_Solo5", "Hello_Solo5"),
        ("--ipv4=10.0.0.2/24", "--ipv4=10.0.0.2/24"),
        ("--hello=Hi there", '"--hello=Hi there"'),
        ("", '""'),
        ("it's", '"it\'s"'),
        ('a"b', '"a\\"b"'),
        ("a\\b", '"a\\\\b"'),
        ("tab\there", '"tab\there"'),
        ("grüße", "grüße"),
    ],
)
def test_only_what_needs_it_is_quoted(plain: Path, argument: str, written: str) -> None:
    assert run("spt", plain, "echo", argument).out == f"echo {written}"


def test_the_longest_line(plain: Path) -> None:
    argument = "x" * (_LIMIT - len("echo "))
    assert run("spt", plain, "echo", argument).out == f"echo {argument}"


@pytest.mark.parametrize("argument", ["x" * (_LIMIT - 4), '"' * 4096])
def test_a_line_that_is_too_long(plain: Path, argument: str) -> None:
    end = run("spt", plain, "echo", argument)
    refused(end, f"Guest command line too long (max={_LIMIT} characters)")
