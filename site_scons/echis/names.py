# SPDX-License-Identifier: ISC
"""MirageOS's names beside ours, as the table of ``docs/dsl.md``.

Run as ``python -m echis.names docs/dsl.md``. The language's rows are those of
``tests/mirage_rows.toml``; the catalogue's come from the values themselves.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tomli

import echis
from echis import config_loader
from echis.engine import all_devices
from echis.impl import Applied, Dev, If, result_of
from echis.mirage_key import WITHOUT
from echis.type import Typ

ROOT = Path(__file__).resolve().parents[2]
BEGIN = "<!-- names: written by python -m echis.names -->"
END = "<!-- names: end -->"


def section(rows: Iterable[tuple[str, str, str]]) -> str:
    """The table of the language and that of the catalogue."""
    language = ["| MirageOS | here | section |", "|---|---|---|"]
    language += [f"| `{mirage}` | {ours} | {part} |" for part, mirage, ours in rows]
    catalogue = ["| name | what it is | state |", "|---|---|---|"]
    catalogue += [f"| `{name}` | {what} | {state} |" for name, what, state in _names()]
    return "\n".join([*language, "", *catalogue, ""])


def rows(file: Path) -> list[tuple[str, str, str]]:
    """Section, MirageOS's name and ours of each row, or why there is none."""
    data = tomli.loads(file.read_text(encoding="utf-8"))["row"]
    return [(row["section"], row["mirage"], _ours(row)) for row in data]


def _ours(row: dict[str, Any]) -> str:
    return f"`{row['echis']}`" if row["echis"] else f"none: {WITHOUT[row['mirage']]}"


def _names() -> Iterator[tuple[str, str, str]]:
    later = _later()
    for name in sorted(echis.__all__, key=str.lower):
        value = getattr(echis, name)
        if what := _what(name, value):
            yield name, what, _state(name, value, later)


def _what(name: str, value: Any) -> str:
    if isinstance(value, Typ):
        marker = getattr(value.marker, "__origin__", value.marker)
        return f"type; in an image `{marker.__name__}`"
    if isinstance(value, Dev | If | Applied):
        return f"`{result_of(value)}`"
    if inspect.isfunction(value) and "devices" in value.__module__:
        result = re.sub(r"^Impl\[(.*)\]$", r"\1", str(value.__annotations__["return"]))
        return f"`{name}{_parameters(value)}` gives {result}"
    return ""


def _parameters(function: Any) -> str:
    shown = []
    for parameter in inspect.signature(function).parameters.values():
        keyword = parameter.kind is inspect.Parameter.KEYWORD_ONLY
        shown.append(f"{parameter.name}=" if keyword else parameter.name)
    return f"({', '.join(shown)})"


def _later() -> dict[str, bool]:
    """Whether each device of the catalogue is still to come, by its name."""
    app = config_loader.load(ROOT / "tests" / "config" / "catalogue", ROOT)
    return {device.name: device.later for device in all_devices(app.all_jobs)}


def _state(name: str, value: Any, later: dict[str, bool]) -> str:
    if isinstance(value, If) and value.renamed:
        return value.renamed.partition(" is ")[2]
    if isinstance(value, Typ) or not _is_implementation(value):
        return ""
    found = [late for device, late in later.items() if _is(device, name)]
    if not found:
        return "chooses or combines others"
    return "to come" if any(found) else "built"


def _is_implementation(value: Any) -> bool:
    if inspect.isfunction(value):
        return str(value.__annotations__["return"]).startswith("Impl")
    return isinstance(value, Dev | If | Applied)


def _is(device: str, name: str) -> bool:
    return device == name or device.startswith(f"{name}_") or device == f"{name}v4"


def main(arguments: list[str]) -> None:
    """Writes the tables into the page that is named."""
    page = Path(arguments[0])
    text = page.read_text(encoding="utf-8")
    page.write_text(renewed(text), encoding="utf-8")


def renewed(page: str) -> str:
    """``page`` with the tables of today between their marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    table = section(rows(ROOT / "tests" / "mirage_rows.toml"))
    return f"{before}{BEGIN}\n\n{table}\n{END}{after}"


if __name__ == "__main__":
    main(sys.argv[1:])
