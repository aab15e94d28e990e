# SPDX-License-Identifier: ISC
"""The application's own modules, as ``main`` names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import (
    TYPE_CHECKING,
    Any,
    TypedDict,
    TypeVar,
    TypeVarTuple,
    Unpack,
    overload,
)

from echis.device import Device
from echis.errors import ConfigError
from echis.impl import Applied, check_options, check_values, of_device
from echis.key import Key
from echis.location import Location, caller
from echis.module_names import is_dotted, refused
from echis.package import Package
from echis.type import AnyType, Functor, Impl, Typ
from echis.value import Value

if TYPE_CHECKING:
    from echis.info import Info

T = TypeVar("T")
R = TypeVar("R")
Params = TypeVarTuple("Params")


def start(info: Info, module: str, args: Sequence[str]) -> str:
    """The guest expression that runs ``MODULE.start(ARGS…)`` to its end."""
    return f"await {module}.start({', '.join(args)})"


class Options(TypedDict, total=False):
    """What ``main`` may be told besides a module and a type.

    ``modules`` are imports that no import statement shows; ``c_modules`` are C files
    beside ``config.py`` that register a module with ``MP_REGISTER_MODULE``;
    ``local_libs`` are folders of modules, relative to ``config.py``.
    """

    packages: Sequence[Package]
    packages_v: Value[Sequence[Package]]
    keys: Sequence[Key[Any]]
    runtime_args: Sequence[Key[Any]]
    deps: Sequence[Impl[Any]]
    extra_deps: Sequence[Impl[Any]]
    modules: Sequence[str]
    c_modules: Sequence[str]
    local_libs: Sequence[str]


@overload
def main(name: str, type: Typ[T], **options: Unpack[Options]) -> Impl[T]: ...
@overload
def main(
    name: str, type: Functor[*Params, R], **options: Unpack[Options]
) -> Applied[*Params, R]: ...
def main(name: str, type: AnyType, **options: Unpack[Options]) -> Any:
    """The application's module ``name``, whose ``start`` takes what ``type`` says.

    Behind that it takes what ``extra_deps`` and then ``deps`` list.
    """
    where = caller()
    check_options("main", options, Options, where)
    if not isinstance(type, Typ | Functor):
        raise ConfigError(f"main needs a type, like job, got {type!r}", where)
    _check_names([name], "module", where)
    if name.endswith(".py"):
        raise ConfigError(
            f'"{name}" is a file: write the module, "{name.removesuffix(".py")}"', where
        )
    if said := refused(name):
        raise ConfigError(said, where)
    check_values(name, options, Options, where)
    _check_names(options.get("modules", ()), "module", where)
    _check_c_modules(options.get("c_modules", ()), where)
    device = Device(
        name=name,
        type=type,
        module=name,
        connect=start,
        packages=tuple(options.get("packages", ())),
        packages_v=options.get("packages_v"),
        keys=(*options.get("keys", ()), *options.get("runtime_args", ())),
        modules=tuple(options.get("modules", ())),
        c_modules=tuple(options.get("c_modules", ())),
        local_libs=tuple(options.get("local_libs", ())),
        source=True,
        location=where,
    )
    deps = (*options.get("extra_deps", ()), *options.get("deps", ()))
    return of_device(device, deps)


def _check_names(names: Sequence[str], what: str, where: Location) -> None:
    for name in names:
        if not is_dotted(name):
            raise ConfigError(f"{name!r} is no {what} name", where)


def _check_c_modules(names: Sequence[str], where: Location) -> None:
    for name in names:
        if not name.endswith(".c") or name.startswith("/") or ".." in name.split("/"):
            raise ConfigError(
                f'c_modules has "{name}", expected a .c file beside config.py', where
            )
