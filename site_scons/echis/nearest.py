# SPDX-License-Identifier: ISC
"""Hints for mistyped words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def hint(word: str, known: Iterable[str]) -> str:
    """The end of an error about ``word``: the nearest known word, or all of them."""
    names = list(known)
    if not names:
        return ""
    close = difflib.get_close_matches(word, names, 1, 0.6)
    if close:
        return f'; did you mean "{close[0]}"?'
    return f"; there are {', '.join(names)}" if names[1:] else f"; there is {names[0]}"
