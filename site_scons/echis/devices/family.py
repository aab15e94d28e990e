# SPDX-License-Identifier: ISC
"""Functors that exist once per address family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from echis.errors import ConfigError
from echis.impl import described, result_of
from echis.location import caller
from echis.type import Typ


def of_family(name: str, functors: Mapping[Typ[Any], Any], ip: Any) -> Any:
    """The functor ``name`` for the family of ``ip``; ConfigError for no IP at all."""
    found = result_of(ip)
    if isinstance(found, Typ) and found in functors:
        return functors[found]
    kinds = ", ".join(map(str, functors))
    raise ConfigError(f"{name} expects one of {kinds}, got {described(ip)}", caller())
