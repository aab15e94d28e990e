# SPDX-License-Identifier: ISC
"""Devices: what one implementation is, before it is applied to others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from echis.key import Key
from echis.location import Location
from echis.manifest import Entry
from echis.type import AnyType, Functor, Typ

Connect = Callable[[str, Sequence[str]], str]


def connect_module(module: str, args: Sequence[str]) -> str:
    """The guest expression that awaits ``MODULE.connect(ARGS…)``."""
    return f"await {module}.connect({', '.join(args)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A description; equal descriptions are one device, whatever line wrote them."""

    name: str
    type: AnyType
    module: str = ""
    connect: Connect = connect_module
    arguments: tuple[str, ...] = ()
    keys: tuple[Key[Any], ...] = ()
    modules: tuple[str, ...] = ()
    c_modules: tuple[str, ...] = ()
    manifest: tuple[Entry, ...] = ()
    source: bool = False
    location: Location = field(compare=False)

    @property
    def params(self) -> tuple[Typ[Any], ...]:
        """The types of the implementations it must be applied to."""
        return self.type.params if isinstance(self.type, Functor) else ()

    @property
    def result(self) -> Typ[Any]:
        """The type it has once it is applied to all of them."""
        return self.type.result if isinstance(self.type, Functor) else self.type
