# SPDX-License-Identifier: ISC
"""The `test.toml` of a property test: how its image is run and judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tomli

# Its keys, and what the lab's cases call them.
_KEYS = {"exit": "exits", "tender_args": "options"}
_DEFAULTS = {"expect": ["SUCCESS"]}


def table(folder: Path) -> dict[str, Any]:
    """The case table of the test in `folder`, whose file may be absent."""
    file = folder / "test.toml"
    found = tomli.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    case = {_KEYS.get(key, key): value for key, value in found.items()}
    case |= {"name": folder.name.removeprefix("test_"), "image": folder.name}
    return _DEFAULTS | case
