# SPDX-License-Identifier: ISC
"""Frozen Python: compiled to bytecode by mpy-cross, to C by the vendored mpy-tool.

Run as a program it is mpy-tool with one difference: the names of an
application's own C modules join the pool of frozen names.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from echis.errors import ConfigError
from echis.location import Location

# MPZ_DIG_SIZE of runtime/micropython/mpconfigport.h.
MPZ_DIG_SIZE = 32

_PLACE = re.compile(r'File "(?P<file>[^"]*)", line (?P<line>\d+)')
_FIRST_ERROR = "mpy-cross failed"


@dataclass(frozen=True, slots=True)
class Frozen:
    """One Python file of the image: where it is, and its name inside."""

    source: str
    name: str


def cross_command(mpy_cross: str, frozen: Frozen, output: str) -> list[str]:
    """The command that compiles one Python file to bytecode."""
    return [mpy_cross, "-s", frozen.name, "-o", output, "--", frozen.source]


def cross(mpy_cross: str, frozen: Frozen, output: str) -> None:
    """Compile one Python file; its author's mistakes become ConfigErrors."""
    command = cross_command(mpy_cross, frozen, output)
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        raise cross_error(run.stderr + run.stdout, frozen.source)


def cross_error(text: str, source: str) -> ConfigError:
    """What mpy-cross said, as an error at the author's file and line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    places = [place for place in map(_PLACE.search, lines) if place]
    line = int(places[-1]["line"]) if places else 0
    message = lines[-1] if lines else _FIRST_ERROR
    return ConfigError(message, Location(source, line))


def freeze_command(
    vendored: str, qstrs: str, names: Iterable[str], mpys: Iterable[str], output: str
) -> list[str]:
    """The command that turns bytecode files into one C file.

    `qstrs` is the context's `qstrdefs.preprocessed.h`; `names` go into the pool
    in addition, for C modules of the application.
    """
    script = str(Path(__file__).resolve())
    tool = f"{vendored}/tools/mpy-tool.py"
    return [sys.executable, script, tool, qstrs, output, *names, "--", *mpys]


def _load(tool: Path) -> ModuleType:
    # mpy-tool looks for its helpers beside the program that runs.
    sys.path[0] = str(tool.parent)
    spec = importlib.util.spec_from_file_location("mpy_tool", tool)
    assert spec and spec.loader
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
