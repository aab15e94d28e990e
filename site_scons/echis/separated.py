# SPDX-License-Identifier: ISC
"""Texts between separators; a backslash keeps one that belongs to a text.

``runtime/lib/echis_args.py`` reads and shows them alike.
"""

from __future__ import annotations

from collections.abc import Iterable


def split(text: str, sep: str) -> list[str]:
    r"""The texts of a list: none in an empty one; ``\`` alone is one that is empty."""
    if not text:
        return []
    return [""] if text == "\\" else parts(text, sep)


def join(texts: Iterable[str], sep: str) -> str:
    """What ``split`` reads as ``texts``."""
    found = list(texts)
    return "\\" if found == [""] else sep.join(_kept(one, sep) for one in found)


def halves(text: str, sep: str) -> tuple[str, str]:
    """What is before the first separator, and what behind; ValueError without one."""
    first, *rest = parts(text, sep)
    if not rest:
        raise ValueError(text)
    return first, sep.join(rest)


def pair(first: str, second: str, sep: str) -> str:
    """What ``halves`` reads as these two."""
    return f"{_kept(first, sep)}{sep}{_kept(second, sep)}"


def parts(text: str, sep: str) -> list[str]:
    """The texts between separators, at least one.

    A backslash before anything but a separator or another backslash is itself.
    """
    found, kept = [""], False
    for letter in text:
        if kept:
            found[-1] += letter if letter in (sep, "\\") else f"\\{letter}"
            kept = False
        elif letter == "\\":
            kept = True
        elif letter == sep:
            found.append("")
        else:
            found[-1] += letter
    found[-1] += "\\" * kept
    return found


def _kept(text: str, sep: str) -> str:
    return text.replace("\\", "\\\\").replace(sep, f"\\{sep}")
