# SPDX-License-Identifier: ISC
"""What of its packages an application is built with: folders, modules, tools."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from echis.errors import ConfigError
from echis.location import Location
from echis.lock import Entry
from echis.package import Package
from echis.packages import place as places
from echis.packages.place import Place
from echis.search_path import Folder


@dataclass(frozen=True, slots=True)
class Used:
    """The locked packages of one application."""

    place: Place
    packages: tuple[Package, ...]
    linked: tuple[Entry, ...]
    tools: tuple[Entry, ...]

    def folders(self, start: Path) -> list[Folder]:
        """Their vendored trees, for the import graph; relative paths from `start`."""
        return [self._folder(entry, start) for entry in self.linked]

    def _folder(self, entry: Entry, start: Path) -> Folder:
        path, start = self.place.root / entry.vendor, start.resolve()
        if path.is_relative_to(start):
            path = path.relative_to(start)
        modules = places.visible(entry, self._package(entry))
        return Folder(path, source=entry.name, only=frozenset(modules))

    def _package(self, entry: Entry) -> Package | None:
        return next((p for p in self.packages if p.name == entry.name), None)

    def sublibs(self) -> dict[str, Location]:
        """Modules to keep although no import statement names them, and who asks for
        each; trees are there.
        """
        return {
            self._sublib(entry, package, name): package.location
            for entry in self.linked
            if (package := self._package(entry))
            for name in package.sublibs
        }

    def _sublib(self, entry: Entry, package: Package, name: str) -> str:
        folder = self.place.root / entry.vendor
        for module in entry.modules:
            place = folder.joinpath(module, *name.split("."))
            if place.with_suffix(".py").is_file() or os.path.isdir(place):
                return f"{module}.{name}"
        raise ConfigError(
            f"{entry.name}: sublibs has {name}, and {entry.version} has no such module",
            package.location,
        )


def of(place: Place, packages: Sequence[Package]) -> Used:
    """What the lock has for the packages; ConfigError says how to lock the rest."""
    if not packages:
        return Used(place, (), (), ())
    needed = places.used(place, place.load(), packages).values()
    linked = places.linked(needed, packages)
    tools = tuple(entry for entry in needed if entry.scope == "tool")
    return Used(place, tuple(packages), tuple(linked), tools)
