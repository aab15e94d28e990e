# SPDX-License-Identifier: ISC
"""What a test printed, and whether that is what is expected of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import Enum

from .suite import Script

# A line of an .exp file that stands for any number of lines.
_ANY_LINES = b"########\n"
_SPECIAL = frozenset("()[]{}.*+^$")
# The last lines of MicroPython's unittest.
_UNITTEST = re.compile(rb"\n-{70}\nRan \d+ tests?\n\n(OK|FAILED)[^\n]*\n\Z")


class Outcome(Enum):
    """What a run shows."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Output:
    """What a program printed, and whether it ended well.

    `folder` is where the suite lay, which an image has at /tests.
    """

    text: bytes
    ended_well: bool
    folder: str = "/tests"

    @property
    def whole(self) -> bytes:
        """The text, the same wherever it was printed, with a mark of failure."""
        text = self.text.replace(b"\r\n", b"\n")
        text = text.replace(self.folder.encode(), b"/tests")
        return text if self.ended_well else text + b"CRASH"


def digest(output: bytes) -> str:
    """A short hash of an output."""
    return hashlib.sha256(output).hexdigest()[:12]


def outcome(test: Script, output: Output, right: str) -> Outcome:
    """What a run of `test` shows; `right` is the digest of a right output, for a
    test without an .exp file.
    """
    shown = compared(test, output)
    if _says_skip(test, shown):
        return Outcome.SKIPPED
    return Outcome.PASSED if _is_right(test, shown, right) else Outcome.FAILED


def compared(test: Script, output: Output) -> bytes:
    """The part of an output that counts: of a benchmark, its result alone."""
    words = output.whole.split(None, 2)
    if not test.is_benchmark or len(words) < 3 or not output.ended_well:
        return output.whole
    no_parameters_fit = words[1] == b"-1"
    return b"SKIP\n" if no_parameters_fit else words[2]


def _says_skip(test: Script, shown: bytes) -> bool:
    return shown == b"SKIP\n" or (test.has_patterns and b"\nSKIP\n" in shown)


def _is_right(test: Script, shown: bytes, right: str) -> bool:
    unittest = _UNITTEST.search(shown)
    if unittest:
        return unittest[1] == b"OK"
    if test.is_benchmark and shown == b"None\n":
        return True  # it has no result to compare
    expected = test.expected
    if expected is None:
        return digest(shown) == right
    if test.has_patterns:
        return matches(expected, shown)
    return shown.strip() == expected.strip() if test.is_benchmark else shown == expected


def matches(patterns: bytes, shown: bytes) -> bool:
    """Whether the lines of `shown` are those that `patterns` describe."""
    lines = patterns.splitlines(keepends=True)
    pieces = [r"(?s:.*\n)??" if p == _ANY_LINES else _pattern(p) for p in lines]
    return re.fullmatch("".join(pieces).encode(), shown) is not None


def _pattern(line: bytes) -> str:
    """In a line of patterns, a backslash gives the next character its meaning as
    a special one; bare, that stands for itself.
    """

    def one(found: re.Match[str]) -> str:
        marked, bare = found.groups()
        return marked or (f"\\{bare}" if bare in _SPECIAL else bare)

    return re.sub(r"\\(.)|([^\\])", one, line.decode(), flags=re.DOTALL)
