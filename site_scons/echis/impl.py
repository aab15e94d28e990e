# SPDX-License-Identifier: ISC
"""Implementations: devices applied to each other, some still to be chosen.

The nodes are immutable and built bottom-up, so a cycle cannot be written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from inspect import isfunction
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    TypedDict,
    TypeVar,
    TypeVarTuple,
    Unpack,
    overload,
)

from echis.action import Action
from echis.checked import check, got, hints_of
from echis.device import Connect, Device, connect_module
from echis.errors import ConfigError
from echis.install import Install, Rule
from echis.key import Key
from echis.lists import LISTS, check_lists
from echis.location import Location, caller
from echis.manifest import DeviceType, Wanted, name_error
from echis.module_names import is_module, refused
from echis.nearest import hint
from echis.package import Package
from echis.type import AnyType, Functor, Impl, Typ
from echis.value import Value, pure

if TYPE_CHECKING:
    from echis.info import Info

T = TypeVar("T")
R = TypeVar("R")
V = TypeVar("V")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
Params = TypeVarTuple("Params")
Rest = TypeVarTuple("Rest")


@dataclass(frozen=True, slots=True)
class Dev(Impl[T]):
    """A device with all the arguments it needs."""

    device: Device
    args: tuple[Impl[Any], ...] = ()
    deps: tuple[Impl[Any], ...] = ()

    @property
    def handed(self) -> tuple[AnyType | None, ...]:
        """The types of what its code is given: its parameters', then its deps'."""
        return (*self.device.params, *map(result_of, self.deps))

    @property
    def signature(self) -> str:
        """Where those come from, as errors say it."""
        deps = ", ".join(str(result_of(one)) for one in self.deps)
        return f"{self.device.type} with deps {deps}" if deps else str(self.device.type)


@dataclass(frozen=True, slots=True)
class If(Impl[T]):
    """One of several implementations; the graph holds only the one chosen.

    ``holds`` says that it is chosen by True or False.
    """

    value: Value[Any]
    branches: tuple[tuple[Any, Any], ...]
    default: Any
    location: Location = field(compare=False)
    renamed: str = ""
    holds: bool = False

    def pick(self, found: Any) -> Any:
        """The branch for ``found``, the default where there is none."""
        for case, branch in self.branches:
            if case == found:
                return branch
        return self.default


@dataclass(frozen=True, slots=True)
class App(Impl[T]):
    """A choice between functors, applied to all its arguments."""

    function: If[Any]
    args: tuple[Impl[Any], ...]


@dataclass(frozen=True, slots=True)
class Applied(Generic[*Params, R]):
    """A functor that still needs arguments: calling it gives them, in order.

    ``head`` is a device, or a choice between functors of one type.
    """

    head: Device | If[Any]
    args: tuple[Impl[Any], ...] = ()
    deps: tuple[Impl[Any], ...] = ()

    # All at once, or the first of them: mypy sees that both fit where none is left.
    @overload
    def __call__(  # type: ignore[overload-overlap]
        self, *args: *Params
    ) -> Impl[R]: ...
    @overload
    def __call__(self: Applied[A, *Rest, R], first: A, /) -> Applied[*Rest, R]: ...
    @overload
    def __call__(
        self: Applied[A, B, *Rest, R], first: A, second: B, /
    ) -> Applied[*Rest, R]: ...
    @overload
    def __call__(
        self: Applied[A, B, C, *Rest, R], first: A, second: B, third: C, /
    ) -> Applied[*Rest, R]: ...
    def __call__(self, *args: Any) -> Any:  # type: ignore[misc]
        """The implementation; with fewer arguments, one that needs the rest."""
        return self.apply(args, caller())

    def apply(self, args: Sequence[Any], where: Location) -> Any:
        """What ``args`` make of it; errors stand at ``where``."""
        params, given = _params(self.head), list(self.args)
        for arg in args:
            _check_argument(self.head, params, len(given), arg, where)
            given.append(arg)
        if len(given) < len(params):
            return Applied(self.head, tuple(given), self.deps)
        if isinstance(self.head, If):
            return App(self.head, tuple(given))
        return Dev(self.head, tuple(given), self.deps)


def of_device(
    device: Device,
    deps: Sequence[Impl[Any]] = (),
    *,
    extra_deps: Sequence[Impl[Any]] = (),
) -> Any:
    """The implementation that ``device`` describes, ready or waiting for arguments.

    Its own ``extra_deps`` are connected first, then those given here.
    """
    where = caller()
    if not isinstance(device, Device):
        raise ConfigError(
            f"of_device needs a device, as device(…) makes it, got {device!r}", where
        )
    check_lists({"deps": deps, "extra_deps": extra_deps}, where)
    every = (*device.extra_deps, *extra_deps, *deps)
    for one in every:
        if not isinstance(result_of(one), Typ):
            raise ConfigError(
                f"the deps of {device.name} must be implementations that need no "
                f"more arguments, got {described(one)}",
                device.location,
            )
    # The node holds them, so that either way of giving them is the same one.
    bare = replace(device, extra_deps=())
    return Applied(bare, (), every) if bare.params else Dev(bare, (), every)


def renamed(one: Impl[T], message: str) -> Impl[T]:
    """``one`` under an old name: whoever uses it is told ``message`` once."""
    return If(pure(None), (), one, caller(), message)


def dep(one: Impl[Any]) -> Impl[Any]:
    """``one`` without its type, as lists of deps hold it."""
    return one


class Options(TypedDict, total=False):
    """What ``impl`` and ``device`` may be told besides a name and a type."""

    module: str
    connect: Connect
    arguments: Sequence[str]
    packages: Sequence[Package]
    packages_v: Value[Sequence[Package]]
    install: Callable[[Info], Install]
    install_v: Callable[[Info], Value[Install]]
    keys: Sequence[Key[Any]]
    modules: Sequence[str]
    c_modules: Sequence[str]
    local_libs: Sequence[str]
    configure: Callable[[Info], Action]
    files: Callable[[Info], Sequence[str]]
    scons: Callable[[Info], Sequence[Rule]]
    manifest: Sequence[tuple[str | Key[str], DeviceType]]
    targets: Sequence[str]
    fresh: bool
    early: bool
    later: bool
    deps: Sequence[Impl[Any]]
    extra_deps: Sequence[Impl[Any]]


def device(name: str, type: AnyType, **options: Unpack[Options]) -> Device:
    """The device ``name`` of ``type``; ``of_device`` makes it an implementation.

    ``module`` is a Python module of the image, by default ``name``; ``connect(info,
    module, args)`` gives the guest expression that makes the device's state;
    ``arguments`` are guest expressions that come before the other devices' states;
    ``extra_deps``, or ``deps``, are implementations that are connected before it;
    their states come last.
    """
    return _device(name, type, caller(), options)


@overload
def impl(name: str, type: Typ[T], **options: Unpack[Options]) -> Impl[T]: ...
@overload
def impl(
    name: str, type: Functor[*Params, R], **options: Unpack[Options]
) -> Applied[*Params, R]: ...
def impl(name: str, type: AnyType, **options: Unpack[Options]) -> Any:
    """An implementation of ``type`` by a frozen Python module; see ``device``."""
    return of_device(_device(name, type, caller(), options))


def if_impl(condition: Value[bool], then: V, otherwise: V) -> V:
    """``then`` where ``condition`` holds, else ``otherwise``."""
    made: V = _choice("if_impl", condition, ((True, then),), otherwise)
    return made


def match_impl(
    value: Value[T], branches: Mapping[T, V] | Iterable[tuple[T, V]], *, default: V
) -> V:
    """The branch for what ``value`` is, and ``default`` where none is for it."""
    made: V = _choice("match_impl", value, _pairs(branches, caller()), default)
    return made


def _pairs(branches: Any, where: Location) -> tuple[tuple[Any, Any], ...]:
    if isinstance(branches, Mapping):
        return tuple(branches.items())
    found = tuple(branches) if isinstance(branches, Iterable) else (branches,)
    for one in found:
        if not (isinstance(one, tuple) and len(one) == 2):
            raise ConfigError(
                f"match_impl expects {{CASE: IMPLEMENTATION}} or a list of such pairs "
                f"as branches, got {got(branches)}",
                where,
            )
    return found


def result_of(value: Any) -> AnyType | None:
    """The type ``value`` has in the graph; None when it is no implementation."""
    if isinstance(value, Dev):
        return value.device.result
    if isinstance(value, If):
        return result_of(value.default)
    if isinstance(value, App):
        found = result_of(value.function)
        return found.result if isinstance(found, Functor) else found
    if isinstance(value, Applied):
        rest = _params(value.head)[len(value.args) :]
        return Functor(rest, _result(value.head))
    return None


def described(value: Any) -> str:
    """``value`` as an error names what it got."""
    found = result_of(value)
    if isfunction(value):
        return f"the function {value.__name__}: call it"
    return str(found) if found else f"{value!r}, which is no implementation"


def check_options(what: str, given: Any, known: Any, where: Location) -> None:
    """Refuse a keyword that ``what`` does not take."""
    names = sorted(known.__annotations__)
    for name in given:
        if name not in names:
            raise ConfigError(
                f'{what} has no option "{name}"{hint(name, names)}', where
            )


def check_values(what: str, given: Any, known: Any, where: Location) -> None:
    """Refuse a value that an option of ``what`` cannot have."""
    check_lists(given, where)
    hints = hints_of(known)
    for name, value in given.items():
        if name not in LISTS:
            check(what, name, value, hints[name], where)


def _device(name: str, type: AnyType, where: Location, options: Any) -> Device:
    if not isinstance(name, str) or not name or not name.isprintable():
        said = f"{name!r} is no name for a device: write one line of text"
        raise ConfigError(said, where)
    check_options(name, options, Options, where)
    check_values(name, options, Options, where)
    module = options.get("module", name)
    if module != "" and not is_module(module):
        raise ConfigError(f"{name}: {module!r} is no module's name", where)
    if module == "main":
        raise ConfigError(refused(module), where)
    if not isinstance(type, Typ | Functor):
        raise ConfigError(f"{name} needs a type, like job, got {type!r}", where)
    given: dict[str, Any] = {
        option: tuple(value) if option in _LISTS else value
        for option, value in options.items()
    }
    return Device(
        name=name,
        type=type,
        module=given.pop("module", name),
        connect=given.pop("connect", connect_module),
        extra_deps=(*given.pop("extra_deps", ()), *given.pop("deps", ())),
        manifest=tuple(_wanted(n, k, where) for n, k in given.pop("manifest", ())),
        fresh=object() if given.pop("fresh", False) else None,
        location=where,
        **given,
    )


_LISTS = (
    *("arguments", "packages", "keys", "modules", "c_modules", "local_libs"),
    "targets",
)


def _choice(
    name: str, value: Any, branches: tuple[tuple[Any, Any], ...], default: Any
) -> Any:
    where = caller()
    if not isinstance(value, Value):
        raise ConfigError(
            f"{name} needs a value to choose by, like Key.is_unix or Key.value(KEY), "
            f"got {value!r}",
            where,
        )
    if name == "if_impl":
        check(name, "condition", value, Value[bool], where)
    expected = result_of(default)
    for _, branch in (*branches, (None, default)):
        if result_of(branch) is None or result_of(branch) != expected:
            raise ConfigError(
                f"both branches of if_impl must be of one type, got "
                f"{described(branch)} and {described(default)}"
                if name == "if_impl"
                else f"every branch of match_impl must be of one type, got "
                f"{described(branch)} and {described(default)}",
                where,
            )
    holds = name == "if_impl"
    chosen: If[Any] = If(value, branches, default, where, holds=holds)
    return Applied(chosen) if isinstance(expected, Functor) else chosen


def _params(head: Device | If[Any]) -> tuple[Typ[Any], ...]:
    if isinstance(head, Device):
        return head.params
    found = result_of(head)
    return found.params if isinstance(found, Functor) else ()


def _result(head: Device | If[Any]) -> Typ[Any]:
    if isinstance(head, Device):
        return head.result
    found = result_of(head)
    assert isinstance(found, Functor), found
    return found.result


def _check_argument(
    head: Device | If[Any],
    params: tuple[Typ[Any], ...],
    position: int,
    arg: Any,
    where: Location,
) -> None:
    name = head.name if isinstance(head, Device) else "this choice"
    if position >= len(params):
        whole: Functor[*tuple[Any, ...], Any] = Functor(params, _result(head))
        raise ConfigError(
            f"{name} takes {_arguments(len(params))} ({whole}), and here is one more",
            where,
        )
    if result_of(arg) != params[position]:
        raise ConfigError(
            f"{name} expects {params[position]} as argument {position + 1}, "
            f"got {described(arg)}",
            where,
        )


def _arguments(count: int) -> str:
    return "1 argument" if count == 1 else f"{count} arguments"


def _wanted(name: str | Key[str], kind: DeviceType, where: Location) -> Wanted:
    if isinstance(name, str) and (error := name_error(name)):
        raise ConfigError(error, where)
    if isinstance(name, Key) and name.secret:
        raise ConfigError(
            f'the secret key "{name.name}" cannot name a device of the manifest, '
            f"which everybody may read",
            where,
        )
    if isinstance(name, Key) and not name.arg.configures:
        raise ConfigError(
            f'the key "{name.name}" names a device of the manifest, which is fixed '
            f'when the image is built: give it stage="configure" or "both"',
            where,
        )
    return Wanted(name, kind)
