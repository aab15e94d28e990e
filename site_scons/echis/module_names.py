# SPDX-License-Identifier: ISC
"""Names of modules: what is one, and which an application's own may not have."""

from __future__ import annotations

import re
from keyword import iskeyword

_DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", re.ASCII)
# What codegen writes.
_GENERATED = ("main", "key_gen", "build_info")
# What that imports; the runtime's own are all called echis_…
NEEDED = ("asyncio", "_runtime")


def is_dotted(name: object) -> bool:
    """Whether a file may be the module ``name``: words with dots between them, of which
    one that Python keeps for itself can be given to ``__import__``.
    """
    return isinstance(name, str) and bool(_DOTTED.fullmatch(name))


def is_module(name: object) -> bool:
    """Whether an import statement can name ``name``."""
    return is_dotted(name) and not any(map(iskeyword, str(name).split(".")))


def refused(name: str) -> str:
    """Why no file of an application may be the module ``name``; else empty."""
    if name in _GENERATED:
        return f"{name}.py is generated: give your module another name"
    if name in NEEDED or name.startswith("echis_"):
        return f"{name} is a module of the runtime: give yours another name"
    return ""
