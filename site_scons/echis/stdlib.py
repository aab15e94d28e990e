# SPDX-License-Identifier: ISC
"""What a unikernel has of Python's standard library: facts, and their page.

``python -m echis.stdlib docs/dsl.md`` writes the table between its marks anew. The
tests hold the facts against CPython and an image.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from echis import tables
from echis.errors import ConfigError

ROOT = Path(__file__).resolve().parents[2]
FILE = Path("runtime/lib/stdlib.toml")
BEGIN = "<!-- standard library: written by python -m echis.stdlib -->"
END = "<!-- end of standard library -->"


@dataclass(frozen=True, slots=True)
class Module:
    """One module of CPython's library.

    An absent one has only ``instead``. Of a present one either ``missing`` or ``has``
    lists public names, whichever is shorter; ``size`` is the bytes of its frozen
    files, 0 for a C module; ``files`` are private ones that it brings; ``later`` are
    names that work once a device is there that no image has yet.
    """

    name: str
    instead: str = ""
    note: str = ""
    missing: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    size: int = 0

    @property
    def status(self) -> str:
        """``full``, ``partial`` or ``absent``."""
        if self.instead:
            return "absent"
        return "partial" if self.missing or self.has else "full"


@cache
def load(root: Path = ROOT) -> dict[str, Module]:
    """The facts, by module, in the order of the names."""
    table = tables.read(root / FILE)
    modules = [_module(entry) for entry in table.tables("module")]
    table.done()
    return {module.name: module for module in modules}


def _module(table: tables.Table) -> Module:
    module = Module(
        name=table.string("name"),
        instead=table.string("instead", ""),
        note=table.string("note", ""),
        missing=table.strings("missing", ()),
        has=table.strings("has", ()),
        later=table.strings("later", ()),
        files=table.strings("files", ()),
        size=table.integer("size", 0),
    )
    table.done()
    return module


def instead(name: str) -> str:
    """What to do without a module of CPython that no image has, or nothing."""
    modules = load()
    for candidate in (name, name.partition(".")[0]):
        if candidate in modules and (other := modules[candidate].instead):
            return (
                f"it {other}" if other.startswith("comes ") else f"use instead: {other}"
            )
    return ""


def later(module: str, name: str) -> bool:
    """Whether a name of a module works only once there is a network stack."""
    fact = load().get(module)
    return fact is not None and name in fact.later


def lacks(module: str, name: str) -> bool:
    """Whether CPython's module has a public name that an image's has not."""
    fact = load().get(module)
    if fact is None or fact.instead or name.startswith("_"):
        return False
    if fact.has:
        # What only MicroPython has is in no list.
        known = hasattr(importlib.import_module(module), name)
        return known and name not in (*fact.has, *fact.later)
    return name in fact.missing


def section(modules: Iterable[Module]) -> str:
    """The tables of the page."""
    modules = list(modules)
    present = [_present(module) for module in modules if not module.instead]
    absent = [f"| {m.name} | {m.instead} |" for m in modules if m.instead]
    lines = [
        BEGIN,
        "",
        "| module | state | frozen bytes | what differs |",
        "|---|---|---:|---|",
        *present,
        "",
        "Absent, and what to use instead:",
        "",
        "| module | instead |",
        "|---|---|",
        *absent,
        "",
        END,
    ]
    return "\n".join(lines) + "\n"


def _present(module: Module) -> str:
    size = f"{module.size:,}" if module.size else "in C"
    differs = []
    if module.has:
        differs.append(f"has {_names(module.has)}")
    if module.missing:
        differs.append(f"without {_names(module.missing)}")
    if module.later:
        differs.append(f"once there is a network stack also {_names(module.later)}")
    if module.note:
        differs.append(module.note)
    return f"| {module.name} | {module.status} | {size} | {'; '.join(differs)} |"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def renewed(page: str, modules: Iterable[Module]) -> str:
    """`page` with the tables between its marks written anew."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END + "\n")
    if not begin or not end:
        raise ConfigError(f"the page lacks the marks {BEGIN} and {END}")
    return before + section(modules) + after


def main(arguments: list[str]) -> None:
    """Write the tables of the page that is named."""
    page = Path(arguments[0])
    text = page.read_text(encoding="utf-8")
    page.write_text(renewed(text, load().values()), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
