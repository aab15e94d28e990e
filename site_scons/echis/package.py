# SPDX-License-Identifier: ISC
"""Packages of the machine's Python index that an application asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from echis.checked import check
from echis.errors import ConfigError
from echis.location import Location, caller
from echis.module_names import is_module

Scope = Literal["vendor", "host"]

# As the index allows, but for dots. A hyphen before it is an option of pip.
_NAME = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?")
_PIN = re.compile(r"(file|git):\S.*")


@dataclass(frozen=True, slots=True)
class Package:
    """A distribution and what of it is wanted; ``name`` is as the index spells it.

    ``libs`` are the top-level modules that may be imported, None all that the
    distribution records; ``sublibs`` are submodules that no import statement shows.
    ``min`` is inclusive, ``max`` exclusive. ``pin`` is an origin in place of the
    index, ``file:PATH`` or ``git:URL#REF``. ``build``: used while building, not linked.
    """

    name: str
    scope: Scope
    build: bool
    sublibs: tuple[str, ...]
    libs: tuple[str, ...] | None
    min: str
    max: str
    pin: str
    pin_version: str
    location: Location = field(compare=False)

    @property
    def specifier(self) -> str:
        """The bounds as PEP 440 writes them; empty without any."""
        bounds = (f">={self.min}" if self.min else "", f"<{self.max}" * bool(self.max))
        return ",".join(filter(None, bounds))


def package(
    name: str,
    *,
    scope: Scope = "vendor",
    build: bool = False,
    sublibs: Sequence[str] = (),
    libs: Sequence[str] | None = None,
    min: str = "",
    max: str = "",
    pin: str = "",
    pin_version: str = "dev",
) -> Package:
    """The package ``name``; errors stand at the caller's line of ``config.py``."""
    where = caller()
    _check_name(name, scope, where)
    check("package", "build", build, bool, where)
    check("package", "pin_version", pin_version, str, where)
    if sublibs and libs is not None:
        raise ConfigError(f"{name}: give sublibs or libs, not both", where)
    found = Package(
        name=canonicalize_name(name),
        scope=scope,
        build=build,
        sublibs=_modules(name, "sublibs", sublibs, where),
        libs=None if libs is None else _modules(name, "libs", libs, where),
        min=_version(name, "min", min, where),
        max=_version(name, "max", max, where),
        pin=_pin(name, pin, where),
        pin_version=pin_version,
        location=where,
    )
    _check_bounds(found, found)
    return found


def merge(packages: Iterable[Package]) -> tuple[Package, ...]:
    """One package of each name, sorted; ConfigError names both that disagree."""
    groups: dict[str, list[Package]] = {}
    for one in packages:
        groups.setdefault(one.name, []).append(one)
    return tuple(_merged(groups[name]) for name in sorted(groups))


def _merged(group: list[Package]) -> Package:
    group = sorted(group, key=lambda one: (one.location.file, one.location.line))
    pinned = [one for one in group if one.pin]
    _check_scopes(group)
    _check_pins(pinned)
    libs = [one.libs for one in group]
    return replace(
        group[0],
        build=any(one.build for one in group),
        sublibs=_union(one.sublibs for one in group),
        libs=None if None in libs else _union(filter(None, libs)),
        **(_pinned(pinned[0]) if pinned else _bounds(group)),
    )


def _union(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({name for names in lists for name in names}))


def _pinned(one: Package) -> dict[str, Any]:
    """A pin says which version it is, so that bounds have nothing to say."""
    return {"pin": one.pin, "pin_version": one.pin_version, "min": "", "max": ""}


def _bounds(group: list[Package]) -> dict[str, Any]:
    # Equal versions may be spelled differently: the text decides then.
    versions = sorted({one.pin_version for one in group})
    least = [one for one in group if one.min]
    most = [one for one in group if one.max]
    least.sort(key=lambda one: (Version(one.min), one.min), reverse=True)
    most.sort(key=lambda one: (Version(one.max), one.max))
    if least and most:
        _check_bounds(least[0], most[0])
    return {
        "min": least[0].min if least else "",
        "max": most[0].max if most else "",
        "pin_version": versions[0],
    }


def _check_bounds(least: Package, most: Package) -> None:
    if not (least.min and most.max) or Version(least.min) < Version(most.max):
        return
    other = "" if least is most else f" at {most.location}"
    raise ConfigError(
        f"{least.name}: no version is at least {least.min}, as here, and below "
        f"{most.max}, as{other or ' here'} (max is exclusive)",
        least.location,
    )


def _check_scopes(group: list[Package]) -> None:
    for one in group[1:]:
        if one.scope != group[0].scope:
            raise ConfigError(
                f'{one.name}: is of scope "{one.scope}" here and of scope '
                f'"{group[0].scope}" at {group[0].location}; choose one',
                one.location,
            )


def _check_pins(pinned: list[Package]) -> None:
    for one in pinned[1:]:
        first = pinned[0]
        if (one.pin, one.pin_version) != (first.pin, first.pin_version):
            raise ConfigError(
                f"{one.name}: is pinned to {one.pin} ({one.pin_version}) here and to "
                f"{first.pin} ({first.pin_version}) at {first.location}; choose one",
                one.location,
            )


def _check_name(name: str, scope: str, where: Location) -> None:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ConfigError(
            f"{name!r} cannot name a package: use letters and digits, with - and _ "
            f"between them, and at least one letter",
            where,
        )
    if scope not in get_args(Scope):
        raise ConfigError(
            f'{name}: there is no scope {scope!r}; there are "vendor", for what the '
            f'image holds, and "host", for tools of the build',
            where,
        )


def _modules(
    name: str, what: str, names: Sequence[str], where: Location
) -> tuple[str, ...]:
    if isinstance(names, str):
        raise ConfigError(f'{name}: {what} is a list: write ["{names}"]', where)
    check("package", what, names, Sequence[str], where)
    for one in names:
        if not is_module(one):
            raise ConfigError(f"{name}: {what} has {one!r}, which is no module", where)
    return _union([names])


def _version(name: str, what: str, text: str, where: Location) -> str:
    try:
        return str(Version(text)) if text != "" else ""
    except (InvalidVersion, TypeError):
        raise ConfigError(
            f'{name}: {what}={text!r} is no version: write it like "2.0"', where
        ) from None


def _pin(name: str, text: str, where: Location) -> str:
    if text != "" and not (isinstance(text, str) and _PIN.fullmatch(text)):
        raise ConfigError(
            f"{name}: pin={text!r} is no origin: write file:PATH or git:URL", where
        )
    return text
