# SPDX-License-Identifier: ISC
"""The vendored mpy-tool with one difference, as a program of its own.

The names of an application's own C modules join the pool of frozen names.
It runs beside mpy-tool's helpers, and so imports nothing of ours.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

# MPZ_DIG_SIZE of runtime/micropython/mpconfigport.h.
MPZ_DIG_SIZE = 32


def _load(tool: Path) -> Any:
    # mpy-tool looks for its helpers beside the program that runs.
    sys.path[0] = str(tool.parent)
    spec = importlib.util.spec_from_file_location("mpy_tool", tool)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _with_names(tool: Any, names: list[str]) -> type:
    class Names(tool.GlobalQStrList):  # type: ignore[misc]
        """The tool's list of names, with ours in it from the start."""

        def __init__(self) -> None:
            super().__init__()
            for name in names:
                self.add(name)

    return Names


def main(arguments: list[str]) -> None:
    """`TOOL QSTRS OUTPUT [NAME …] -- MPY …`: write the C file."""
    tool_path, qstrs, output, *rest = arguments
    names, mpys = rest[: rest.index("--")], rest[rest.index("--") + 1 :]
    tool = _load(Path(tool_path).resolve())
    tool.GlobalQStrList = _with_names(tool, names)
    options = ["-f", "-q", qstrs, f"-mmpz-dig-size={MPZ_DIG_SIZE}"]
    with open(output, "w", encoding="utf-8") as file:
        sys.stdout = file
        tool.main([*options, *mpys])


if __name__ == "__main__":
    main(sys.argv[1:])
