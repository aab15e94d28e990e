# SPDX-License-Identifier: ISC
"""The vendored mpy-tool with two differences, as a program of its own.

The names of an application's own C modules join the pool of frozen names. Floats
are written to their last bit: the tool keeps 16 digits, and stops at those that a
float of 32 bits cannot hold.
It runs beside mpy-tool's helpers, and so imports nothing of ours.
"""

from __future__ import annotations

import importlib.util
import math
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


def _with_exact_floats(tool: Any) -> type:
    class Exact(tool.CompiledModule):  # type: ignore[misc]
        """The tool's module, with double floats as the port has them."""

        def freeze_constant_obj(self, name: str, obj: object) -> str:
            """The C expression of a constant, whose definition is printed."""
            if isinstance(obj, float):
                values, kind = [obj], "float"
            elif isinstance(obj, complex):
                values, kind = [obj.real, obj.imag], "complex"
            else:
                return str(super().freeze_constant_obj(name, obj))
            fields = ", ".join([f"{{&mp_type_{kind}}}", *map(c_double, values)])
            print(f"static const mp_obj_{kind}_t {name} = {{{fields}}};")
            return f"MP_ROM_PTR(&{name})"

    return Exact


def c_double(value: float) -> str:
    """A C expression of exactly this value."""
    if math.isnan(value):
        return '__builtin_nan("")'
    sign = "-" if math.copysign(1, value) < 0 else ""
    if math.isinf(value):
        return f"{sign}__builtin_inf()"
    return value.hex()


def main(arguments: list[str]) -> None:
    """`TOOL QSTRS OUTPUT [NAME …] -- MPY …`: write the C file."""
    tool_path, qstrs, output, *rest = arguments
    names, mpys = rest[: rest.index("--")], rest[rest.index("--") + 1 :]
    tool = _load(Path(tool_path).resolve())
    tool.GlobalQStrList = _with_names(tool, names)
    tool.CompiledModule = _with_exact_floats(tool)
    options = ["-f", "-q", qstrs, f"-mmpz-dig-size={MPZ_DIG_SIZE}"]
    with open(output, "w", encoding="utf-8") as file:
        sys.stdout = file
        tool.main([*options, *mpys])


if __name__ == "__main__":
    main(sys.argv[1:])
