# SPDX-License-Identifier: ISC
"""Keys: the values an application takes from outside, on its command line.

As a namespace it is ``Key`` of ``config.py``: ``Key.create("hello", Key.Arg.opt(…))``.
"""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from echis import arg as Arg
from echis.errors import ConfigError
from echis.location import Location, caller

T = TypeVar("T")

_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")

__all__ = ["Arg", "Key", "create", "key", "normal"]


@dataclass(frozen=True, slots=True)
class Key(Generic[T]):
    """A named argument; ``key_gen.NAME()`` is its value inside the unikernel."""

    name: str
    arg: Arg.Arg[T]
    location: Location = field(compare=False)

    @property
    def function(self) -> str:
        """The name of the function in ``key_gen`` that gives the value."""
        return self.name.replace("-", "_")

    @property
    def options(self) -> tuple[str, ...]:
        """The option as typed, long names first: ``--hello``, ``-h``."""
        names = self.arg.names or (self.name.replace("_", "-"),)
        longest_first = sorted(names, key=lambda name: len(name) == 1)
        return tuple(("-" if len(n) == 1 else "--") + n for n in longest_first)


def create(name: str, arg: Arg.Arg[T]) -> Key[T]:
    """A key called ``name``; errors stand at the caller's line of ``config.py``."""
    where = caller()
    for one in (name, *arg.names):
        _check_name(one, where)
    if keyword.iskeyword(name):
        raise ConfigError(f'"{name}" is a word of Python and no name for a key', where)
    return Key(name, arg, where)


def key(k: Key[Any]) -> Key[Any]:
    """``k`` without its type, as lists of keys hold it."""
    return k


def normal(name: str) -> str:
    """``name`` as names are compared: ``-`` and ``_`` are equal."""
    return name.replace("-", "_")


def _check_name(name: str, where: Location) -> None:
    if not _NAME.fullmatch(name):
        raise ConfigError(
            f'"{name}" is no name for a key: use lower-case letters and digits, '
            f"joined by - or _",
            where,
        )
    if name == "help":
        raise ConfigError('"help" is the key every unikernel has already', where)
