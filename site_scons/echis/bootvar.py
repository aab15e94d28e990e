# SPDX-License-Identifier: ISC
"""MirageOS's bootvar grammar: a unikernel's command line as one string.

Blanks separate arguments, ``"…"`` keeps them together, a backslash takes the next
character as it is. The guest's reader is ``runtime/micropython/cmdline.c``.
"""

from __future__ import annotations

from collections.abc import Sequence

from echis.errors import ConfigError

BLANKS = " \t\n\r"
_SPECIAL = set(BLANKS + "\"'\\")

# Solo5 gives the guest 8192 bytes, the last of them 0.
LIMIT = 8191


def split(text: str) -> tuple[str, ...]:
    """The arguments in ``text``; a quote that is never closed is refused."""
    words: list[str] = []
    word: str | None = None
    quoted = False
    characters = iter(text)
    for c in characters:
        if c in BLANKS and not quoted:
            words += [] if word is None else [word]
            word = None
            continue
        word = word or ""
        if c == '"':
            quoted = not quoted
        elif c == "\\":
            word += next(characters, "\\")
        else:
            word += c
    if quoted:
        raise ConfigError(f"a quote is opened and never closed in: {text}")
    return (*words, *([] if word is None else [word]))


def quote(word: str) -> str:
    """``word`` so that ``split`` gives it back; untouched when it needs nothing."""
    if word and not _SPECIAL & set(word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def join(words: Sequence[str]) -> str:
    """The command line of ``words``, refused when no guest could take it."""
    line = " ".join(map(quote, words))
    if "\0" in line:
        raise ConfigError("an argument of the unikernel cannot hold the character 0")
    length = len(line.encode("utf-8", "surrogateescape"))
    if length > LIMIT:
        raise ConfigError(
            f"the unikernel's arguments take {length} bytes, and {LIMIT} is the most"
        )
    return line
