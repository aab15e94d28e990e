# SPDX-License-Identifier: ISC
"""The lists that ``main``, ``impl`` and ``device`` take, looked into at once.

What is wrong in them would else be met much later, where no line is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from echis.errors import ConfigError
from echis.key import Key
from echis.location import Location
from echis.package import Package
from echis.value import Value

_KEYS = (Key, "keys, as Key.create(…) makes them")
_TEXTS = (str, "texts")
_HELD: dict[str, tuple[type, str]] = {
    "packages": (Package, "packages, as package(…) makes them"),
    "keys": _KEYS,
    "runtime_args": _KEYS,
    "modules": _TEXTS,
    "c_modules": _TEXTS,
    "local_libs": _TEXTS,
    "arguments": _TEXTS,
    "targets": _TEXTS,
    "deps": (object, "implementations"),
    "extra_deps": (object, "implementations"),
}


# What check_lists looks into.
LISTS = frozenset({"packages_v", *_HELD})


def check_lists(options: Mapping[str, Any], where: Location) -> None:
    """Refuse an option that is no list, or holds what it cannot."""
    value = options.get("packages_v")
    if value is not None and not isinstance(value, Value):
        said = f"packages_v is {value!r}, expected a value like Key.if_(…)"
        raise ConfigError(said, where)
    for name, (kind, expected) in _HELD.items():
        given = options.get(name, ())
        if isinstance(given, str):
            raise ConfigError(f'{name} is a list: write ["{given}"]', where)
        if not isinstance(given, Sequence):
            got = type(given).__name__
            raise ConfigError(f"{name} is a list of {expected}, got one {got}", where)
        for one in given:
            if not isinstance(one, kind):
                raise ConfigError(
                    f"{name} is a list of {expected}, and has {one!r}", where
                )
