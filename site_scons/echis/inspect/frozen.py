# SPDX-License-Identifier: ISC
"""Frozen Python modules, told apart by the names mpy-tool gives their data.

It writes one C file for all of them. A module ``asyncio/core.py`` becomes
``frozen_module_asyncio_core``, and each of its functions and constants a symbol
with that name between a fixed prefix and its own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SHARED = "names and QSTRs of all"
_MODULE = "frozen_module_"
_PREFIX = re.compile(
    r"(?:fun_data|proto_fun|children|const_qstr_table_data|const_obj_table_data"
    r"|const_obj|frozen_module)_"
)


def escaped(file: str) -> str:
    """The C name that stands for a frozen file: ``a/b.py`` is ``a_b``."""
    return file.removesuffix(".py").replace("/", "_")


def dotted(file: str) -> str:
    """The module's name in Python: ``a/__init__.py`` is ``a``."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def modules(symbols: Iterable[str], files: Iterable[str]) -> dict[str, str]:
    """C names of the frozen modules to Python's, by the files' list in the image."""
    known = {escaped(f): dotted(f) for f in files}
    found = {s.removeprefix(_MODULE) for s in symbols if s.startswith(_MODULE)}
    return {name: known.get(name, name) for name in found}


def owner(symbol: str, names: dict[str, str]) -> str:
    """The module that a symbol belongs to; ``SHARED`` for the tables of all.

    ``a`` may hold a function ``b_c`` while there is a module ``a_b``: the longer
    name wins, since mpy-tool's own naming cannot tell the two apart.
    """
    prefix = _PREFIX.match(symbol)
    rest = symbol[prefix.end() :].partition(".")[0] if prefix else ""
    while rest:
        if rest in names:
            return names[rest]
        rest = rest.rpartition("_")[0]
    return SHARED


def listed(content: bytes) -> list[str]:
    """The file names in ``mp_frozen_names``: NUL-ended, an empty one at the end."""
    names = content.split(b"\0\0")[0].split(b"\0")
    return [n.decode("utf-8", "replace") for n in names if n.endswith(b".py")]
