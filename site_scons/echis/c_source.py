# SPDX-License-Identifier: ISC
"""C files of an application: what is refused before anything is compiled."""

from __future__ import annotations

import re
from pathlib import Path

from echis.errors import ConfigError
from echis.location import Location

_POINTER = re.compile(r"\bMP_REGISTER_ROOT_POINTER\b")
_NO_CODE = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)


def text_of(path: Path) -> str:
    """The text of a C file; compilers take any encoding in comments and strings."""
    return path.read_text(encoding="utf-8", errors="replace")


def check(path: Path, shown: str) -> None:
    """Refuse a file that registers a root pointer; errors call it `shown`."""
    text = text_of(path)
    code = _NO_CODE.sub(lambda found: "\n" * found[0].count("\n"), text)
    if found := _POINTER.search(code):
        line = code.count("\n", 0, found.start()) + 1
        raise root_pointer(Location(shown, line))


def root_pointer(where: Location) -> ConfigError:
    """The refusal of a root pointer: they lie in the state of the shared core."""
    return ConfigError(
        "MP_REGISTER_ROOT_POINTER cannot add to the runtime, which is compiled once "
        "for all applications; keep the pointer in a block of m_tracked_calloc(), "
        "which the garbage collector looks into",
        where,
    )
