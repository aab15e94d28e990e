# SPDX-License-Identifier: ISC
"""Limits that an application sets to its image: ``max_size=`` and ``max_mem=``."""

from __future__ import annotations

import re
from collections.abc import Callable

from echis.errors import ConfigError
from echis.inspect.parts import Part
from echis.inspect.report import Report
from echis.location import Location

_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20}
_SIZE = re.compile(r"(\d+)\s*([KM]?)(?:i?B)?", re.IGNORECASE)


def parse_size(text: str, name: str = "max_size") -> int:
    """Bytes in a number with an optional unit: 300000, 300K (of 1024), 1M."""
    found = _SIZE.fullmatch(text.strip())
    if not found:
        raise ConfigError(f"{name}={text} is no size; write bytes, or 300K, or 1M")
    return int(found[1]) * _UNITS[found[2].upper()]


def check(
    report: Report,
    max_size: int | None = None,
    max_mem: int | None = None,
    location: Location | None = None,
) -> None:
    """ConfigError when the image is larger than ``max_size`` bytes or needs more
    than ``max_mem`` MiB; it names the three largest parts."""
    if max_size is not None and report.size > max_size:
        message = f"{report.file} has {report.size} bytes, max_size allows {max_size}"
        raise ConfigError(f"{message}; {_largest(report, _file)}", location)
    if max_mem is not None:
        _check_memory(report, max_mem, location)


def _check_memory(report: Report, max_mem: int, location: Location | None) -> None:
    needed = report.min_mem_mib
    if needed is None:
        raise ConfigError(
            f"max_mem={max_mem} cannot be judged: the smallest memory of "
            f"{report.file} was not measured",
            location,
        )
    if needed > max_mem:
        message = f"{report.file} needs {needed} MiB, max_mem allows {max_mem}"
        raise ConfigError(f"{message}; {_largest(report, _memory)}", location)


def _largest(report: Report, size: Callable[[Part], int]) -> str:
    parts = sorted(report.sizes.parts, key=size, reverse=True)[:3]
    named = ", ".join(f"{p.group}: {p.name} ({size(p)})" for p in parts)
    return f"its largest parts are {named}"


def _file(part: Part) -> int:
    return part.file


def _memory(part: Part) -> int:
    return part.memory
