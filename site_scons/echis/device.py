# SPDX-License-Identifier: ISC
"""Devices: what one implementation is, before it is applied to others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from echis.action import Action
from echis.install import Install, Rule
from echis.key import Key
from echis.location import Location, caller
from echis.manifest import Wanted
from echis.package import Package
from echis.type import AnyType, Functor, Impl, Typ
from echis.value import Value, sameness

if TYPE_CHECKING:
    from echis.info import Info

# Of the application, the device's module, and its arguments: guest Python.
Connect = Callable[["Info", str, Sequence[str]], "str | Code"]


@dataclass(frozen=True, slots=True)
class Code:
    """Guest Python, and the line of ``config.py`` that it stands for."""

    text: str
    location: Location


def code(text: str) -> Code:
    """``text`` as code of the line that calls this; an expression, or with await."""
    return Code(text, caller())


def connect_module(info: Info, module: str, args: Sequence[str]) -> str:
    """The guest expression that awaits ``MODULE.connect(ARGS…)``."""
    return f"await {module}.connect({', '.join(args)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A description; equal descriptions are one device, whatever line wrote them.

    ``targets`` are those it exists on, none for all. ``early`` code needs no event
    loop and runs before the application's modules are imported. ``later`` says that
    its implementation is still to come: it can be checked and drawn, and not built.
    ``extra_deps`` are the implementations it depends on besides its parameters, which
    its code gets behind those;
    ``fresh`` tells devices apart that are equal otherwise.
    """

    name: str
    type: AnyType
    module: str = ""
    connect: Connect = field(default=connect_module, compare=False)
    arguments: tuple[str, ...] = ()
    packages: tuple[Package, ...] = ()
    packages_v: Value[Sequence[Package]] | None = None
    keys: tuple[Key[Any], ...] = ()
    modules: tuple[str, ...] = ()
    c_modules: tuple[str, ...] = ()
    local_libs: tuple[str, ...] = ()
    install: Callable[[Info], Install] | None = field(default=None, compare=False)
    install_v: Callable[[Info], Value[Install]] | None = field(
        default=None, compare=False
    )
    configure: Callable[[Info], Action] | None = field(default=None, compare=False)
    files: Callable[[Info], Sequence[str]] | None = field(default=None, compare=False)
    scons: Callable[[Info], Sequence[Rule]] | None = field(default=None, compare=False)
    manifest: tuple[Wanted, ...] = ()
    targets: tuple[str, ...] = ()
    early: bool = False
    later: bool = False
    source: bool = False
    extra_deps: tuple[Impl[Any], ...] = ()
    fresh: object | None = None
    location: Location = field(compare=False)
    sameness: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        functions = (
            self.connect,
            self.install,
            self.install_v,
            self.configure,
            self.files,
            self.scons,
        )
        object.__setattr__(self, "sameness", sameness(functions))

    @property
    def all_keys(self) -> tuple[Key[Any], ...]:
        """Its keys, and those that name its devices of the manifest."""
        named = (w.name for w in self.manifest if isinstance(w.name, Key))
        return tuple(dict.fromkeys((*self.keys, *named)))

    @property
    def params(self) -> tuple[Typ[Any], ...]:
        """The types of the implementations it must be applied to."""
        return self.type.params if isinstance(self.type, Functor) else ()

    @property
    def result(self) -> Typ[Any]:
        """The type it has once it is applied to all of them."""
        return self.type.result if isinstance(self.type, Functor) else self.type
