# SPDX-License-Identifier: ISC
"""Values as generated Python spells them."""

from __future__ import annotations

import json
from typing import Any


def literal(value: Any) -> str:
    """``value`` as Python on one line, text in double quotes."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, tuple):
        return "(" + "".join(f"{literal(one)}, " for one in value).rstrip(" ") + ")"
    return repr(value)
