# SPDX-License-Identifier: ISC
"""Shapes of a key's argument: its converter, its default, how often it is given."""

from __future__ import annotations

import builtins
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from echis.errors import ConfigError
from echis.location import Location, caller

T = TypeVar("T")
Stage = Literal["run"]


@dataclass(frozen=True, slots=True)
class Converter(Generic[T]):
    """A way to read T from text; ``guest`` names its reader in ``echis_args``."""

    name: str
    type: type[T]
    metavar: str
    guest: str


string: Converter[str] = Converter("string", str, "TEXT", "string")
int: Converter[builtins.int] = Converter("int", builtins.int, "INT", "integer")
bool: Converter[builtins.bool] = Converter("bool", builtins.bool, "BOOL", "boolean")


@dataclass(frozen=True, slots=True)
class Arg(Generic[T]):
    """One argument of a unikernel: how it reads, and its value when absent."""

    kind: Literal["opt", "flag", "required"]
    converter: Converter[T]
    default: T | None
    names: tuple[str, ...]
    metavar: str
    doc: str
    stage: Stage


def opt(
    converter: Converter[T],
    default: T,
    *,
    doc: str = "",
    names: tuple[str, ...] = (),
    metavar: str = "",
    stage: Stage = "run",
) -> Arg[T]:
    """``--name=VALUE``, ``default`` when it is not given."""
    _check_default(converter, default, caller())
    metavar = metavar or converter.metavar
    return Arg("opt", converter, default, names, metavar, doc, stage)


def required(
    converter: Converter[T],
    *,
    doc: str = "",
    names: tuple[str, ...] = (),
    metavar: str = "",
    stage: Stage = "run",
) -> Arg[T]:
    """``--name=VALUE``, which must be given."""
    metavar = metavar or converter.metavar
    return Arg("required", converter, None, names, metavar, doc, stage)


def flag(
    *, doc: str = "", names: tuple[str, ...] = (), stage: Stage = "run"
) -> Arg[builtins.bool]:
    """``--name``, true when it is given."""
    return Arg("flag", bool, False, names, "", doc, stage)


def _check_default(converter: Converter[T], default: T, where: Location) -> None:
    # bool is a subclass of int, and True is no number here.
    if type(default) is not converter.type:
        raise ConfigError(
            f"the default {default!r} is no {converter.name}, "
            f"which is what this argument reads",
            where,
        )
