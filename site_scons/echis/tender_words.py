# SPDX-License-Identifier: ISC
"""The options of Solo5's tenders, for hosts whose tender is a program of others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from echis.errors import ConfigError

Options = dict[str, dict[str, str]]
_NAMES = ("mem", "net", "net-mac", "block", "block-sector-size")
_OPTION = re.compile(rf"--({'|'.join(_NAMES)})(?::(\w+))?=(.*)")


def parse(words: Sequence[str]) -> tuple[Options, str, Sequence[str]]:
    """``[OPTION]... -- IMAGE [ARG]...``: options by name and device, image, args."""
    options: Options = {name: {} for name in _NAMES}
    rest = list(words)
    while rest and rest[0] != "--":
        word = rest.pop(0)
        if not (found := _OPTION.fullmatch(word)):
            raise ConfigError(f"{word} is no option of a tender")
        options[found[1]][found[2] or ""] = found[3]
    if len(rest) < 2:
        raise ConfigError("the image is missing: [OPTION]... -- IMAGE [ARG]...")
    return options, rest[1], rest[2:]
