# SPDX-License-Identifier: ISC
"""Whether packages can work on MicroPython: no C extension, no import it lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from echis.errors import ConfigError
from echis.freeze import Frozen
from echis.imports import Imports, MissingModule, Root
from echis.location import Location
from echis.packages import distribution
from echis.search_path import Folder


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A package's tree; `asked` says who wants it, where no ``config.py`` does.

    `modules` are those of its top-level modules that may be imported.
    """

    name: str
    version: str
    folder: Path
    modules: tuple[str, ...]
    location: Location
    asked: str = ""

    def __str__(self) -> str:
        asked = f", which {self.asked} asks for," if self.asked else ""
        return f"{self.name} {self.version}{asked}"


# The import graphs of these roots, or of the application on each of its targets where
# there are none, with these folders of packages.
Resolve = Callable[[Sequence[Root], Sequence[Folder]], Sequence[Imports]]


def check(packages: Sequence[Unpacked], resolve: Resolve) -> None:
    """Refuses what no image can hold; a package is judged by what is imported of it."""
    for package in packages:
        _refuse_native(package)
    _refuse_twins(packages)
    reached = _reached(packages, resolve, []) if packages else set()
    for package in packages:
        # Nobody imports it yet: its top-level modules stand for what will be.
        if package.name not in reached and not package.asked:
            _reached(packages, resolve, [_root(package)])


def _root(package: Unpacked) -> Root:
    text = "".join(f"import {name}\n" for name in package.modules)
    return Root(Frozen(f"{package.folder}/<all>", "__all__.py"), text)


def _reached(
    packages: Sequence[Unpacked], resolve: Resolve, roots: Sequence[Root]
) -> set[str]:
    """The packages that the graph reaches; ConfigError where it cannot be closed."""
    folders = [_folder(one) for one in packages]
    try:
        graphs = resolve(roots, folders)
        return {file.package for graph in graphs for file in graph.frozen}
    except MissingModule as missing:
        for package in packages:
            if Path(missing.where.file).is_relative_to(package.folder):
                raise _lacking(package, missing) from None
        if packages and Path(missing.where.file).is_relative_to("vendor"):
            raise _used_by(packages, missing) from None
        raise


def _folder(package: Unpacked) -> Folder:
    return Folder(package.folder, source=package.name, only=frozenset(package.modules))


def _lacking(package: Unpacked, missing: MissingModule) -> ConfigError:
    file = Path(missing.where.file).relative_to(package.folder)
    return ConfigError(
        f"{package} imports {missing.module} at {file}:{missing.where.line}, which "
        f"MicroPython on Echis does not have",
        package.location,
    )


def _used_by(packages: Sequence[Unpacked], missing: MissingModule) -> ConfigError:
    """The import is one of MicroPython's own library: a package made it needed."""
    first = next((one for one in packages if not one.asked), packages[0])
    names = ", ".join(f"{one.name} {one.version}" for one in packages)
    return ConfigError(
        f"with {names} the application needs {missing.module} at {missing.where}, "
        f"which MicroPython on Echis does not have",
        first.location,
    )


def _refuse_native(package: Unpacked) -> None:
    for file in distribution.native(package.folder):
        raise ConfigError(
            f"{package} has C extensions ({file}), which MicroPython cannot load",
            package.location,
        )


def _refuse_twins(packages: Sequence[Unpacked]) -> None:
    seen: dict[str, Unpacked] = {}
    for package in packages:
        for module in package.modules:
            other = seen.setdefault(module, package)
            if other is not package:
                raise ConfigError(
                    f"{package} and {other} ({other.location}) both hold a module "
                    f"{module}; an image can have one",
                    package.location,
                )
