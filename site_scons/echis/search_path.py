# SPDX-License-Identifier: ISC
"""The folders in which an application's Python modules are searched."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from echis.errors import ConfigError
from echis.freeze import Frozen
from echis.location import Location


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of Python files; `prefix` is the package that it stands for.

    `source` names the lock's entry that it is of; `only` are the top-level modules
    that may be imported from it, None all; `ours` says that it comes with Echis.
    """

    path: Path
    prefix: str = ""
    source: str = ""
    only: frozenset[str] | None = None
    ours: bool = False

    def find(self, name: str) -> Frozen | Path | None:
        """The file of a module; a folder without `__init__.py` is a package too."""
        inside = self._inside(name)
        if inside is None:
            return None
        place = self.path / inside
        stem = name.replace(".", "/")
        package, file = place / "__init__.py", place.with_suffix(".py")
        if package.is_file():
            return Frozen(str(package), f"{stem}/__init__.py")
        if inside and file.is_file():
            return Frozen(str(file), f"{stem}.py")
        if place.is_dir() and any(place.rglob("*.py")):
            return place
        return None

    def _inside(self, name: str) -> str | None:
        """The path of a module below this folder."""
        if self.only is not None and name.partition(".")[0] not in self.only:
            return None
        if not self.prefix:
            return name.replace(".", "/")
        if name == self.prefix:
            return ""
        if name.startswith(self.prefix + "."):
            return name[len(self.prefix) + 1 :].replace(".", "/")
        return None


def text_of(frozen: Frozen) -> str:
    """The text of a file; ConfigError where it has none."""
    try:
        return Path(frozen.source).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        where = Location(frozen.source, line)
        raise ConfigError("it is not UTF-8", where) from None
    except OSError as error:
        said = f"cannot be read: {error.strerror}"
        raise ConfigError(said, Location(frozen.source)) from None


# The Python that any image may freeze, relative to the project's root.
LIBRARIES = (
    Folder(Path("runtime/lib"), ours=True),
    Folder(Path("runtime/lib/stdlib"), ours=True),
    Folder(
        Path("vendor/micropython/extmod/asyncio"),
        "asyncio",
        source="micropython",
        ours=True,
    ),
)
