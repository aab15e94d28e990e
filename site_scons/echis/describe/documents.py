# SPDX-License-Identifier: ISC
"""The output of a verb that was asked about several things."""

from __future__ import annotations

from collections.abc import Sequence


def joined(texts: Sequence[str], *, as_json: bool) -> str:
    """One text after the other; of several JSON texts a list, which is one document."""
    if not as_json or len(texts) == 1:
        return "".join(texts)
    return "[\n" + ",\n".join(text.rstrip("\n") for text in texts) + "\n]\n"
