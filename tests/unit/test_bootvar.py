# SPDX-License-Identifier: ISC
"""The bootvar grammar: what is quoted comes back, and plain words stay plain."""

from __future__ import annotations

import random

import pytest

from echis import bootvar
from echis.errors import ConfigError


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        (" \t ", ()),
        ("a  b\tc\n", ("a", "b", "c")),
        ('--hello="Hi there"', ("--hello=Hi there",)),
        (r"--hello=Hi\ there", ("--hello=Hi there",)),
        (r'"\"" \\ "a\\b"', ('"', "\\", "a\\b")),
        ('"" a""b', ("", "ab")),
        ("it's", ("it's",)),
        ("a\\", ("a\\",)),
        ("Grüß\u00a0Gott", ("Grüß\u00a0Gott",)),
    ],
)
def test_split(text: str, words: tuple[str, ...]) -> None:
    assert bootvar.split(text) == words


def test_open_quote_is_refused() -> None:
    with pytest.raises(ConfigError, match="never closed"):
        bootvar.split('a "b')


@pytest.mark.parametrize("word", ["--ipv4=10.0.0.2/24", "a=b,c", "é", "-", "{}$#*"])
def test_plain_words_stay_as_they_are(word: str) -> None:
    assert bootvar.quote(word) == word


def test_round_trip_of_random_words() -> None:
    source = random.Random(5)
    alphabet = " \t\n\"'\\aé=-$日"
    for _ in range(2000):
        words = tuple(
            "".join(source.choices(alphabet, k=source.randrange(6)))
            for _ in range(source.randrange(4))
        )
        assert bootvar.split(bootvar.join(words)) == words


def test_too_long_counts_bytes() -> None:
    bootvar.join(["x" * bootvar.LIMIT])
    with pytest.raises(ConfigError, match="take 8192 bytes, and 8191 is the most"):
        bootvar.join(["é" * 4096])


def test_zero_character_is_refused() -> None:
    with pytest.raises(ConfigError, match="character 0"):
        bootvar.join(["a\0b"])
