# SPDX-License-Identifier: ISC
"""What a context compiles with, as text or JSON."""

from __future__ import annotations

import json
import shlex
from typing import Any

from echis.context import Context


def context_data(context: Context) -> dict[str, Any]:
    """Commands and flags of `context`, and the parts that deviate from them."""
    toolchain = context.toolchain
    return {
        "name": context.name,
        "target": context.target.name,
        "arch": context.arch,
        "toolchain": toolchain.name,
        "mode": context.mode,
        "cc": list(toolchain.cc),
        "cflags": context.cflags(),
        "c_modules": list(context.lines),
        "include_dirs": context.include_dirs,
        "ld": list(toolchain.ld),
        "ldflags": context.ldflags("IMAGE.map"),
        "bindings": context.target.bindings(context.arch),
        "deviations": [
            {"part": d.part, "flags": list(d.flags), "reason": d.reason}
            for d in toolchain.deviations
        ],
    }


def shown(data: dict[str, Any], *, as_json: bool) -> str:
    """The data of one context as JSON, or as lines to read."""
    if as_json:
        return json.dumps(data, indent=2) + "\n"
    return "".join(f"{name:13} {_value(value)}\n" for name, value in data.items())


def _value(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        lines = [
            f"{v['part']}: {shlex.join(v['flags'])} ({v['reason']})" for v in value
        ]
        return "\n              ".join(lines)
    if isinstance(value, list):
        return shlex.join(value) or "-"
    if isinstance(value, dict):
        return ", ".join(f"{k}: {v}" for k, v in value.items()) or "-"
    return str(value)
