# SPDX-License-Identifier: ISC
"""Implementations: devices applied to each other, some still to be chosen.

The nodes are immutable and built bottom-up, so a cycle cannot be written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypedDict, TypeVar, TypeVarTuple, Unpack, overload

from echis.device import Connect, Device, connect_module
from echis.errors import ConfigError
from echis.key import Key
from echis.location import Location, caller
from echis.manifest import DeviceType, Entry, name_error
from echis.type import AnyType, Functor, Impl, Typ
from echis.value import Value

T = TypeVar("T")
R = TypeVar("R")
Params = TypeVarTuple("Params")


@dataclass(frozen=True, slots=True)
class Dev(Impl[T]):
    """A device with all the arguments it needs."""

    device: Device
    args: tuple[Impl[Any], ...] = ()
    deps: tuple[Impl[Any], ...] = ()


@dataclass(frozen=True, slots=True)
class If(Impl[T]):
    """One of two implementations; the graph holds only the one chosen."""

    condition: Value[bool]
    then: Impl[T]
    otherwise: Impl[T]


@dataclass(frozen=True, slots=True)
class Applied(Generic[*Params, R]):
    """A device that still needs arguments: calling it gives them, in order."""

    device: Device
    args: tuple[Impl[Any], ...] = ()
    deps: tuple[Impl[Any], ...] = ()

    def __call__(self, *args: *Params) -> Impl[R]:
        """The implementation; with fewer arguments, one that needs the rest."""
        where = caller()
        given = self.args
        for arg in args:
            given = (*given, _accepted(self.device, len(given), arg, where))
        if len(given) < len(self.device.params):
            return Applied(self.device, given, self.deps)  # type: ignore[return-value]
        return Dev(self.device, given, self.deps)


def of_device(device: Device, deps: Sequence[Impl[Any]] = ()) -> Any:
    """The implementation that ``device`` describes, ready or waiting for arguments."""
    if device.params:
        return Applied(device, (), tuple(deps))
    return Dev(device, (), tuple(deps))


class Options(TypedDict, total=False):
    """What ``impl`` may be told besides a name and a type."""

    module: str
    connect: Connect
    arguments: Sequence[str]
    keys: Sequence[Key[Any]]
    deps: Sequence[Impl[Any]]
    modules: Sequence[str]
    manifest: Sequence[tuple[str, DeviceType]]


@overload
def impl(name: str, type: Typ[T], **options: Unpack[Options]) -> Impl[T]: ...
@overload
def impl(
    name: str, type: Functor[*Params, R], **options: Unpack[Options]
) -> Applied[*Params, R]: ...
def impl(name: str, type: AnyType, **options: Unpack[Options]) -> Any:
    """An implementation of ``type`` by the frozen Python module ``module``.

    ``connect(module, args)`` is the guest expression that makes its state;
    ``arguments`` are guest expressions that come before the other devices.
    """
    where = caller()
    device = Device(
        name=name,
        type=type,
        module=options.get("module", name),
        connect=options.get("connect", connect_module),
        arguments=tuple(options.get("arguments", ())),
        keys=tuple(options.get("keys", ())),
        modules=tuple(options.get("modules", ())),
        manifest=tuple(_entry(n, k, where) for n, k in options.get("manifest", ())),
        location=where,
    )
    return of_device(device, options.get("deps", ()))


def if_impl(condition: Value[bool], then: Impl[T], otherwise: Impl[T]) -> Impl[T]:
    """``then`` where ``condition`` holds for the target, else ``otherwise``."""
    expected, got = result_of(then), result_of(otherwise)
    if expected != got:
        raise ConfigError(
            f"both branches of if_impl must be of one type, got {expected} and {got}",
            caller(),
        )
    return If(condition, then, otherwise)


def result_of(value: Any) -> Typ[Any] | Functor[*tuple[Any, ...], Any] | None:
    """The type ``value`` has in the graph; None when it is no implementation."""
    if isinstance(value, Dev):
        return value.device.result
    if isinstance(value, If):
        return result_of(value.then)
    if isinstance(value, Applied):
        rest = value.device.params[len(value.args) :]
        return Functor(rest, value.device.result)
    return None


def described(value: Any) -> str:
    """``value`` as an error names what it got."""
    found = result_of(value)
    return str(found) if found else f"{value!r}, which is no implementation"


def _accepted(device: Device, position: int, arg: Any, where: Location) -> Impl[Any]:
    params = device.params
    if position >= len(params):
        raise ConfigError(
            f"{device.name} takes {_arguments(len(params))} ({device.type}), "
            f"and here is one more",
            where,
        )
    if result_of(arg) != params[position]:
        raise ConfigError(
            f"{device.name} expects {params[position]} as argument {position + 1}, "
            f"got {described(arg)}",
            where,
        )
    accepted: Impl[Any] = arg
    return accepted


def _arguments(count: int) -> str:
    return "1 argument" if count == 1 else f"{count} arguments"


def _entry(name: str, kind: DeviceType, where: Location) -> Entry:
    if error := name_error(name):
        raise ConfigError(error, where)
    return Entry(name, kind)
