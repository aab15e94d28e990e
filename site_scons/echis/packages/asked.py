# SPDX-License-Identifier: ISC
"""What a lock is asked for: by one ``config.py``, and by others that share it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from echis.errors import ConfigError
from echis.location import Location
from echis.lock import Lock, Wanted
from echis.package import Package
from echis.packages.place import LOCK_SCOPES, Place, requirement

_FILE = "file:"


@dataclass(frozen=True, slots=True)
class Asked:
    """All of one scope. `for_guest`: modules of images, not tools of this machine.

    `wheels` stand for what is pinned to git, which pip is not to build.
    """

    place: Place
    packages: tuple[Package, ...]
    others: tuple[Wanted, ...]
    for_guest: bool
    wheels: Mapping[Wanted, Path] = field(default_factory=dict)

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """Everything that a ``config.py`` asks for."""
        own = (Wanted(self.place.who, requirement(p)) for p in self.packages)
        return (*own, *self.others)

    @property
    def for_pip(self) -> list[str]:
        """The same, each once, pins as pip takes them."""
        return list(dict.fromkeys(map(self._for_pip, self.wanted)))

    def _for_pip(self, wanted: Wanted) -> str:
        name, _, pin = wanted.requirement.partition(" @ ")
        if not pin:
            return wanted.requirement
        path = self.wheels.get(wanted) or _pinned(
            self.place, wanted.who, pin.removeprefix(_FILE)
        )
        return f"{name} @ {path.resolve().as_uri()}"

    @property
    def versions(self) -> dict[str, str]:
        """What ``config.py`` says of the versions of what it pins."""
        said = {package.name: package.pin_version for package in self.packages}
        return {name: version for name, version in said.items() if version != "dev"}

    @property
    def lines(self) -> dict[str, Location]:
        """The line of ``config.py`` that asks for each package."""
        return {package.name: package.location for package in self.packages}

    def line(self, name: str) -> Location:
        """The line that asks for a package, or the file where no line does."""
        return self.lines.get(name, self.place.config)

    def who(self, text: str) -> str:
        """Who asks for this: a line of ``config.py``, or another application."""
        try:
            found = Requirement(text)
        except InvalidRequirement:
            # pip's words for a pin: its name, its version and where it was found.
            return str(self.line(canonicalize_name(text.partition(" ")[0])))
        for package in self.packages:
            if _same(found, requirement(package)):
                return str(package.location)
        others = (w.who for w in self.others if _same(found, w.requirement))
        return next(others, "an application")


def of(place: Place, found: Lock, packages: Sequence[Package], scope: str) -> Asked:
    """What `packages` of this scope, and other applications of the lock, ask for."""
    others = (
        wanted
        for entry in found.packages.values()
        if entry.scope == LOCK_SCOPES[scope]
        for wanted in entry.wanted_by
        if _is_other(place, wanted.who)
    )
    chosen = tuple(package for package in packages if package.scope == scope)
    for package in chosen:
        _check_pin(place, package)
    return Asked(place, chosen, tuple(others), scope == "vendor")


def _is_other(place: Place, who: str) -> bool:
    """Whether it is another application, and still there."""
    return who != place.who and who.endswith(".py") and (place.root / who).is_file()


def _same(found: Requirement, text: str) -> bool:
    return " @ " not in text and found == Requirement(text)


def _check_pin(place: Place, package: Package) -> None:
    kind, _, path = package.pin.partition(":")
    if kind == "file" and not path.endswith(".whl"):
        problem = f"pin={package.pin!r}: a pinned file is a wheel, NAME-VERSION-….whl"
    elif kind == "file" and not _pinned(place, place.who, path).is_file():
        problem = f"there is no file {path} beside config.py"
    elif kind == "git" and package.scope == "host":
        problem = "a tool of the build is taken from the index; leave pin= out"
    elif kind == "git" and urlsplit(path).password:
        problem = "leave the password out of pin=: git asks its credential helper"
    else:
        return
    raise ConfigError(f"{package.name}: {problem}", package.location)


def _pinned(place: Place, who: str, path: str) -> Path:
    return (place.root / who).parent / path
