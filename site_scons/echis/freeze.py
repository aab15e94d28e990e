# SPDX-License-Identifier: ISC
"""Frozen Python: compiled to bytecode by mpy-cross, to C by the vendored mpy-tool."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from echis import erasure, fields, program
from echis.errors import ConfigError
from echis.location import Location

_PLACE = re.compile(r'File "(?P<file>[^"]*)", line (?P<line>\d+)')
_ENUM = re.compile(r"^enum \{\n    MP_QSTR_.*?^\};", re.MULTILINE | re.DOTALL)
# What writes the C file, from the project's root.
TOOL = "site_scons/echis/mpy_tool.py"
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
    command = cross_command(mpy_cross, _given(frozen, output), output)
    run = program.output(command)
    if run.returncode:
        raise cross_error(run.stderr + run.stdout, frozen.source)


def _given(frozen: Frozen, output: str) -> Frozen:
    """The file to compile: a copy beside the output where annotations matter.

    What cannot be read is left for mpy-cross to judge.
    """
    try:
        text = Path(frozen.source).read_text(encoding="utf-8")
        given = erasure.erased(fields.keep(text))
    except (OSError, SyntaxError, ValueError):
        return frozen
    if given == text:
        return frozen
    copy = Path(output).with_suffix(".py")
    copy.write_text(given, encoding="utf-8")
    return Frozen(str(copy), frozen.name)


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
    tool = f"{vendored}/tools/mpy-tool.py"
    return [sys.executable, TOOL, tool, qstrs, output, *names, "--", *mpys]


def freeze(command: list[str]) -> None:
    """Run a freeze command; ConfigError with what stopped it, never a traceback."""
    run = program.output(command)
    if run.returncode:
        said = run.stderr.strip().splitlines() or [f"status {run.returncode}"]
        raise ConfigError(f"the frozen Python cannot be written as C: {said[-1]}")


def names_header(frozen_content: str) -> str:
    """The names of the frozen pool, for C modules that use names of their own."""
    found = _ENUM.search(frozen_content)
    enum = found.group() if found else ""
    return f'#include "py/mpconfig.h"\n#include "py/qstr.h"\n{enum}\n'
