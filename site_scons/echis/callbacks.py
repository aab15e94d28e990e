# SPDX-License-Identifier: ISC
"""Calls of what ``config.py`` hands over: its mistakes are told at their device."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from echis.checked import got
from echis.errors import ConfigError
from echis.install import Rule
from echis.location import Location
from echis.package import Package


def call(what: str, where: Location, kinds: Any, function: Any, *args: Any) -> Any:
    """What ``function`` gives, of the type ``kinds``; ConfigError at ``where``.

    ``what`` names it, like ``connect of disk``.
    """
    if not isinstance(function, Callable):  # type: ignore[arg-type]
        raise ConfigError(f"{what} is {function!r}, which is no function", where)
    try:
        found = function(*args)
    except ConfigError:
        raise
    except Exception as error:
        said = f"{type(error).__name__}: {error}".replace("\n", " ")
        raise ConfigError(f"{what} failed: {said}", where) from None
    if not isinstance(found, kinds) or (isinstance(found, str) and kinds is SEVERAL):
        raise ConfigError(f"{what} gave {found!r}, expected {_named(kinds)}", where)
    return found


def several(
    what: str, where: Location, kind: Any, function: Any, *args: Any
) -> list[Any]:
    """What ``function`` gives: a list of ``kind``."""
    found = call(what, where, SEVERAL, function, *args)
    for one in found:
        if not isinstance(one, kind):
            raise ConfigError(f"{what} has {got(one)}, expected {_WORDS[kind]}", where)
    return list(found)


# What each is called that a list may hold.
_WORDS = {str: "texts", Rule: "rule(…)", Package: "package(…)"}

# Lists and tuples; a text is none of them.
SEVERAL = (list, tuple)


def _named(kinds: Any) -> str:
    names = kinds if isinstance(kinds, tuple) else (kinds,)
    return " or ".join(kind.__name__ for kind in names)
