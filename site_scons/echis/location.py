# SPDX-License-Identifier: ISC
"""Places in the user's files, as errors name them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Location:
    """A file and, where known, a line (1-based; 0 means the whole file)."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file

    def __bool__(self) -> bool:
        return bool(self.file)


# Of what the catalogue itself makes, once, for all applications.
NOWHERE = Location("")


def caller() -> Location:
    """The nearest frame outside the echis package: a line of ``config.py``.

    While the package itself is being imported there is none: NOWHERE.
    """
    frame = sys._getframe(1)
    while frame.f_back and Path(frame.f_code.co_filename).parent.is_relative_to(
        _PACKAGE
    ):
        if frame.f_code.co_name == "<module>":
            return NOWHERE
        frame = frame.f_back
    return Location(frame.f_code.co_filename, frame.f_lineno)
