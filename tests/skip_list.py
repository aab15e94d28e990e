# SPDX-License-Identifier: ISC
"""The skips a run of the tests may have: those that `skips.toml` lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import tomli


@dataclass(frozen=True, slots=True)
class Allowed:
    """Shell patterns for a test's id and for the reason it gives, and why
    such a skip is right.
    """

    tests: str
    reason: str
    why: str

    def covers(self, test: str, reason: str) -> bool:
        """Whether this entry allows `test` to be skipped for `reason`."""
        return fnmatchcase(test, self.tests) and fnmatchcase(reason, self.reason)


def load(file: Path) -> list[Allowed]:
    """The entries of a file; TypeError when one has other keys than three."""
    entries = tomli.loads(file.read_text(encoding="utf-8")).get("skip", [])
    return [Allowed(**entry) for entry in entries]


def unlisted(
    skips: Sequence[tuple[str, str]], allowed: Sequence[Allowed]
) -> list[tuple[str, str]]:
    """Those (test, reason) pairs that no entry covers, in their order."""
    return [
        (test, reason)
        for test, reason in skips
        if not any(entry.covers(test, reason) for entry in allowed)
    ]
