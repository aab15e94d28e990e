# SPDX-License-Identifier: ISC
"""Types of the eDSL: what a device is, and what a functor takes and gives.

A type is a nominal marker class, so that two devices are never mixed up because
they happen to look alike. ``a >> b >> c`` reads: takes an a and a b, gives a c.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, TypeVarTuple, overload

from echis.errors import ConfigError
from echis.location import caller

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")
Params = TypeVarTuple("Params")


class Impl(Generic[T]):
    """An implementation of type T: a node of the graph that ``config.py`` draws."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Typ(Generic[T]):
    """The type whose marker class is T; ``spelled`` is its name in ``config.py``."""

    marker: type[T]
    spelled: str = ""

    @property
    def name(self) -> str:
        """The type as ``config.py`` spells it."""
        return self.spelled or _snake(self.marker.__name__)

    def __str__(self) -> str:
        return self.name

    @overload
    def __rshift__(self, result: Typ[R]) -> Functor[Impl[T], R]: ...
    @overload
    def __rshift__(
        self, result: Functor[*Params, R]
    ) -> Functor[Impl[T], *Params, R]: ...
    def __rshift__(self, result: Any) -> Any:
        """The functor type that takes this type and gives ``result``."""
        if isinstance(result, Functor):
            return Functor((self, *result.params), result.result)
        if isinstance(result, Typ):
            return Functor((self,), result)
        raise ConfigError(
            f"{self} >> needs a type on its right, like job, got {result!r}", caller()
        )

    if not TYPE_CHECKING:

        def __rrshift__(self, given: Any) -> Any:
            raise _no_parameter(given, self)


@dataclass(frozen=True, slots=True)
class Functor(Generic[*Params, R]):
    """The type of implementations that need others: parameters, then the result."""

    params: tuple[Typ[Any], ...]
    result: Typ[R]

    def __str__(self) -> str:
        return " >> ".join(map(str, (*self.params, self.result)))

    @overload
    def __rshift__(self, result: Typ[S]) -> Functor[*Params, Impl[R], S]: ...
    @overload
    def __rshift__(
        self, result: Functor[*tuple[Any, ...], S]
    ) -> Functor[*tuple[Any, ...], S]: ...
    def __rshift__(self, result: Any) -> Any:
        """This functor type with one more parameter, what was its result."""
        if isinstance(result, Functor):
            params = (*self.params, self.result, *result.params)
            return Functor(params, result.result)
        if isinstance(result, Typ):
            return Functor((*self.params, self.result), result)
        raise ConfigError(
            f"{self} >> needs a type on its right, like job, got {result!r}", caller()
        )

    if not TYPE_CHECKING:

        def __rrshift__(self, given: Any) -> Any:
            raise _no_parameter(given, self)


def _no_parameter(given: Any, type: Typ[Any] | Functor[*tuple[Any, ...], Any]) -> Any:
    """What is told of ``given >> type``: mypy has its own word for it."""
    said = f">> {type} needs a type on its left, like block, got {given!r}"
    return ConfigError(said, caller())


AnyType = Typ[Any] | Functor[*tuple[Any, ...], Any]


class Job:
    """A task of the application: runs once, its end is the application's end."""


job: Typ[Job] = Typ(Job)


def typ(marker: type[T], name: str = "") -> Typ[T]:
    """The type whose marker class is ``marker``; two markers are two types.

    ``name`` is how errors and pictures spell it, by default from the class's name.
    """
    if not isinstance(marker, type) and not hasattr(marker, "__origin__"):
        raise ConfigError(f"typ takes a class, got {marker!r}", caller())
    return Typ(marker, name)


def _snake(name: str) -> str:
    """``KvRo`` as ``kv_ro``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
