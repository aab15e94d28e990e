# SPDX-License-Identifier: ISC
"""MirageOS's names beside ours, as the table of ``docs/dsl.md``.

Run as ``python -m echis.names docs/dsl.md``. The language's rows are those of
``tests/mirage_rows.toml``; the catalogue's come from the values themselves, and for
functions from what they give in ``tests/config/catalogue``.
"""

from __future__ import annotations

import functools
import inspect
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli

import echis
from echis import config_loader
from echis.application import registrations
from echis.impl import App, Applied, Dev, If, result_of
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
    given = made()
    found = [
        (name, what, state(getattr(echis, name), given.get(name, Made())))
        for name in echis.__all__
        if (what := _what(name, getattr(echis, name)))
    ]
    yield from sorted([*found, *_FAMILIES], key=lambda row: row[0].lower())


# Types that have no value of their own.
_FAMILIES = [
    ("v4", "the family `V4`, as in `Ip[V4]`", ""),
    ("v6", "the family `V6`", ""),
    ("v4v6", "the family `V4V6`", ""),
    ("'a ip", "`Ip[…]`; `Ipv4`, `Ipv6`, `Ipv4v6`", ""),
    ("'a udp", "`Udp[…]`; `Udpv4`, `Udpv6`, `Udpv4v6`", ""),
    ("'a tcp", "`Tcp[…]`; `Tcpv4`, `Tcpv6`, `Tcpv4v6`", ""),
]


def _what(name: str, value: Any) -> str:
    if isinstance(value, Typ):
        marker = getattr(value.marker, "__origin__", value.marker)
        return f"type; in an image `{marker.__name__}`"
    if isinstance(value, Dev | If | Applied):
        return f"`{result_of(value)}`"
    if _of_the_catalogue(value):
        result = re.sub(r"^Impl\[(.*)\]$", r"\1", str(value.__annotations__["return"]))
        return f"`{name}{_parameters(value)}` gives {result}"
    return ""


def _of_the_catalogue(value: Any) -> bool:
    return inspect.isfunction(value) and "devices" in value.__module__


def _parameters(function: Any) -> str:
    shown = []
    for parameter in inspect.signature(function).parameters.values():
        keyword = parameter.kind is inspect.Parameter.KEYWORD_ONLY
        shown.append(f"{parameter.name}=" if keyword else parameter.name)
    return f"({', '.join(shown)})"


@dataclass(frozen=True, slots=True)
class Made:
    """What a constructor gave, each time it was called, and what it warned of."""

    values: tuple[Any, ...] = ()
    warned: tuple[str, ...] = ()


def made() -> dict[str, Made]:
    """What each constructor gives in the catalogue's case."""
    found: dict[str, Made] = {}
    with _watched(found):
        config_loader.load(ROOT / "tests" / "config" / "catalogue", ROOT)
    return found


@contextmanager
def _watched(found: dict[str, Made]) -> Iterator[None]:
    """Notes what the names of ``from echis import *`` give."""
    real = {name: getattr(echis, name) for name in echis.__all__}
    try:
        for name, value in real.items():
            if _of_the_catalogue(value) and name != "register":
                setattr(echis, name, _noting(found, name, value))
        yield
    finally:
        for name, value in real.items():
            setattr(echis, name, value)


def _noting(found: dict[str, Made], name: str, function: Any) -> Any:
    @functools.wraps(function)
    def call(*args: Any, **named: Any) -> Any:
        with registrations() as told:
            given = function(*args, **named)
        before = found.get(name, Made())
        warned = (*before.warned, *told.warnings)
        found[name] = Made((*before.values, given), warned)
        return given

    return call


def state(value: Any, given: Made) -> str:
    """Whether it is there; for a function, by what it gave and warned of."""
    if isinstance(value, If) and value.renamed:
        return value.renamed.partition(" is ")[2]
    if given.warned:
        return given.warned[0].partition(" is ")[2]
    several = given.values if inspect.isfunction(value) else (value,)
    later = {late for one in several for late in _later(one)}
    if later == {True, False}:
        return "to come in part"
    return {True: "to come", False: "built"}[later.pop()] if later else ""


def _later(value: Any) -> Iterator[bool]:
    """Whether each device that a value may be is still to come."""
    if isinstance(value, Dev):
        yield value.device.later
    elif isinstance(value, If):
        for branch in (*(branch for _, branch in value.branches), value.default):
            yield from _later(branch)
    elif isinstance(value, App | Applied):
        head = value.function if isinstance(value, App) else value.head
        yield from _later(head) if isinstance(head, If) else [head.later]


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
