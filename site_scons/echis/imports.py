# SPDX-License-Identifier: ISC
"""The import graph of an application: what its image links and freezes, and why.

A module is a frozen Python file or a C module. Files of the search path come
before C modules, as at run time, except those C modules that nothing replaces.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from echis import erasure, stdlib, units
from echis.errors import ConfigError
from echis.freeze import Frozen
from echis.location import Location
from echis.micropython import CModules
from echis.search_path import Folder, text_of
from echis.units import File, Import, Unit

# Part of every image: the core refers to them itself.
ALWAYS = ("__main__", "builtins", "sys")


@dataclass(frozen=True, slots=True)
class Root:
    """A Python file that runs first; its text may not have been written yet."""

    frozen: Frozen
    text: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A C module of the image, and the place that asks for it."""

    module: str
    why: str


@dataclass(frozen=True, slots=True)
class FrozenFile:
    """A Python file of the image, and the place that asks for it.

    `package` names the lock's entry that it comes from, where it does.
    """

    source: str
    name: str
    why: str
    package: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An optional import that is not in the image."""

    module: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Imports:
    """What an image consists of. `compiler` says why it is in; empty: left out."""

    linked: tuple[Linked, ...]
    frozen: tuple[FrozenFile, ...]
    left_out: tuple[LeftOut, ...]
    compiler: str
    dynamic: tuple[str, ...]

    @property
    def uses_compiler(self) -> bool:
        """Whether the image can compile Python source."""
        return bool(self.compiler)

    @property
    def modules(self) -> frozenset[str]:
        """The names of the C modules of the image."""
        return frozenset(linked.module for linked in self.linked)

    def to_json(self) -> str:
        """The result as a JSON object, for `inspect`."""
        return json.dumps(dataclasses.asdict(self), indent=2) + "\n"


def resolve(
    roots: Sequence[Root],
    folders: Sequence[Folder],
    c_modules: CModules,
    extra: Mapping[str, Location] | None = None,
    weak: Mapping[str, str] | None = None,
) -> Imports:
    """The image of `roots`; `extra` are modules that no statement imports, and
    the places that ask for them.

    An optional import of a `weak` module brings it in only where something else
    imports the module that it belongs to.
    """
    return _Resolver(folders, c_modules, weak or {}).run(roots, extra or {})


@dataclass(slots=True)
class _Loaded:
    """A frozen file whose units are looked at.

    Reasons name it as it is called inside the image, so that they do not depend
    on where the project lies; errors name the author's file.
    """

    name: str
    inside: str
    package: str
    source: str
    file: File


class MissingModule(ConfigError):
    """An import, at `where`, that nothing in the image can satisfy.

    It is told at `line`, of what made a file of ours import it.
    """

    def __init__(self, module: str, where: Location, line: Location) -> None:
        needed = "" if where == line else f" (needed at {where})"
        super().__init__(_missing(module) + needed, line)
        self.module, self.where = module, where


class _Resolver:
    def __init__(
        self, folders: Sequence[Folder], c_modules: CModules, weak: Mapping[str, str]
    ) -> None:
        self._folders = folders
        self._c = c_modules
        self._weak = weak
        self._waiting: list[tuple[_Loaded, Import]] = []
        self._roots: dict[str, Frozen] = {}
        self._generated: set[str] = set()
        self._linked: dict[str, str] = {}
        self._frozen: dict[str, FrozenFile] = {}
        self._left_out: dict[str, LeftOut] = {}
        self._loaded: list[_Loaded] = []
        self._mentions: set[str] = set()
        self._attributes: dict[str, Location] = {}
        self._asked: dict[str, Location] = {}
        self._seen: set[int] = set()
        self._compiler = ""
        self._dynamic: list[str] = []
        self._computes = False
        self._guessing = False

    def run(self, roots: Sequence[Root], extra: Mapping[str, Location]) -> Imports:
        for name in ALWAYS:
            self._linked[name] = "the runtime"
        self._roots = {root.frozen.name: root.frozen for root in roots}
        self._generated = {root.frozen.source for root in roots}
        for root in roots:
            self._load(root.frozen, root.text, "the application's start", Location(""))
        for name, where in extra.items():
            self._need(name, "modules=[…] of the application", where)
        self._follow()
        while self._take_waiting() or self._guess():
            self._follow()
        for loaded, found in self._waiting:
            why = f"nothing imports {self._weak[found.module]}"
            self._leave_out(loaded, found, why)
        return Imports(
            tuple(Linked(*item) for item in sorted(self._linked.items())),
            tuple(self._frozen[name] for name in sorted(self._frozen)),
            tuple(self._left_out[key] for key in sorted(self._left_out)),
            self._compiler_reason(),
            tuple(self._dynamic),
        )

    def _compiler_reason(self) -> str:
        if not self._compiler and self._dynamic and "vfs" in self._linked:
            return f"{self._dynamic[0]} may import source from a file system"
        return self._compiler

    def _follow(self) -> None:
        """Look into what can run until nothing new can run."""
        before = -1
        while before != len(self._seen) + len(self._loaded):
            before = len(self._seen) + len(self._loaded)
            for loaded in list(self._loaded):
                for unit in loaded.file.units:
                    self._visit(loaded, unit)
                self._load_lazily(loaded)

    def _take_waiting(self) -> bool:
        """Let in the weak modules that are wanted by now."""
        wanted = [item for item in self._waiting if self._is_wanted(item[1])]
        self._waiting = [item for item in self._waiting if item not in wanted]
        for loaded, found in wanted:
            where = Location(loaded.source, found.line)
            self._need(found.module, self._weak[found.module], where)
        return bool(wanted)

    def _is_wanted(self, found: Import) -> bool:
        wanted = self._weak[found.module]
        return wanted in self._linked or any(
            name in self._frozen for name in (f"{wanted}.py", f"{wanted}/__init__.py")
        )

    def _guess(self) -> bool:
        """Look into what nothing names too, where a computed name may be any.

        What only such a function imports is taken if it is there.
        """
        starts = self._computes and not self._guessing
        self._guessing |= starts
        return starts

    def _runs(self, unit: Unit) -> bool:
        return unit.always or unit.name in self._mentions or self._guessing

    def _visit(self, loaded: _Loaded, unit: Unit) -> None:
        if id(unit) in self._seen or not self._runs(unit):
            return
        self._seen.add(id(unit))
        self._mentions |= unit.mentions
        for name, line in unit.attributes.items():
            self._attributes.setdefault(name, Location(loaded.source, line))
        for found in unit.imports:
            self._import(loaded, found)
        for name, line in unit.compiles[:1]:
            self._compiler = self._compiler or f"{loaded.inside}:{line} uses {name}"
        # A lazy table names what its __getattr__ imports.
        if not (unit.name == "__getattr__" and loaded.file.lazy):
            self._dynamic += [f"{loaded.inside}:{line}" for line in unit.dynamic]
            self._computes |= unit.computes

    def _load_lazily(self, loaded: _Loaded) -> None:
        asked = {*self._attributes, *(self._mentions if self._guessing else ())}
        for attribute in sorted(asked & loaded.file.lazy.keys()):
            name = f"{loaded.package}.{loaded.file.lazy[attribute]}"
            where = self._attributes.get(attribute, Location(loaded.source))
            self._need(name, f"{loaded.name}.{attribute}", where)

    def _import(self, loaded: _Loaded, found: Import) -> None:
        name = self._absolute(loaded, found)
        where = Location(loaded.source, found.line)
        there = self._find(name)
        if self._is_spare(loaded, found, there):
            self._leave_out(loaded, found, "what it stands in for is there")
            return
        if found.optional and name in self._weak:
            self._waiting.append((loaded, found))
            return
        optional = found.optional or (_GUESSED if self._guessing else "")
        if optional and not there:
            self._leave_out(loaded, found, optional)
            return
        self._check_place(loaded, found, name, where)
        why = f"{loaded.inside}:{found.line}"
        self._need(name, why, where)
        if found.attribute:
            self._need_if_there(f"{name}.{found.attribute}", why, where)

    def _check_place(
        self, loaded: _Loaded, found: Import, name: str, where: Location
    ) -> None:
        """Refuse dots beyond the package, and a file that a generated one hides."""
        if found.level > len(_parts(loaded.package)):
            raise ConfigError(_BEYOND, where)
        hidden = f"{name}.py" in self._roots
        if hidden and any(folder.find(name) for folder in self._folders):
            raise ConfigError(
                f"{name}.py is generated: give your module another name", where
            )

    def _is_spare(self, loaded: _Loaded, found: Import, there: bool) -> bool:
        """Whether `found` stands in for imports that all work.

        A file may raise ImportError itself, and other things may fail under a
        `try`: then what is there goes in all the same.
        """
        tried = [self._absolute(loaded, one) for one in found.instead_of]
        if not tried or not all(map(self._find, tried)):
            return False
        return not there or (found.alone and all(map(self._taken_c_module, tried)))

    def _leave_out(self, loaded: _Loaded, found: Import, why: str) -> None:
        name = self._absolute(loaded, found)
        where = f"{loaded.inside}:{found.line}"
        self._left_out.setdefault(f"{name} {where}", LeftOut(name, where, why))

    def _absolute(self, loaded: _Loaded, found: Import) -> str:
        if not found.level:
            return found.module
        parents = _parts(loaded.package)
        if found.level > len(parents):
            return ""
        kept = parents[: len(parents) - found.level + 1]
        return ".".join([*kept, *_parts(found.module)])

    def _need(self, name: str, why: str, where: Location) -> None:
        """Link or freeze a module and the packages around it."""
        parts = name.split(".")
        for end in range(1, len(parts) + 1):
            inner = ".".join(parts[:end])
            if not self._take(inner, why, where):
                raise MissingModule(inner, where, self._line(where))
            if end < len(parts) and self._taken_c_module(inner):
                raise MissingModule(name, where, self._line(where))

    def _line(self, where: Location) -> Location:
        """The line, not in a file of ours, that led to ``where``."""
        found = where
        while any(
            f.ours and Path(found.file).is_relative_to(f.path) for f in self._folders
        ):
            found = self._asked[found.file]
        # What main.py itself needs is nobody's line.
        return where if found.file in self._generated else found

    def _need_if_there(self, name: str, why: str, where: Location) -> None:
        if self._file(name):
            self._need(name, why, where)

    def _take(self, name: str, why: str, where: Location) -> bool:
        """Link or freeze a module."""
        if module := self._taken_c_module(name):
            self._linked.setdefault(module, why)
            return True
        place = self._file(name)
        if isinstance(place, Frozen) and place.name not in self._frozen:
            self._load(place, text_of(place), why, where)
        return place is not None

    def _taken_c_module(self, name: str) -> str:
        """The C module that an import means, unless a file takes its place."""
        module = self._c_module(name)
        if module in self._c.fixed:
            return module
        return "" if self._file(name) else module

    def _find(self, name: str) -> bool:
        return bool(name) and bool(self._c_module(name) or self._file(name))

    def _c_module(self, name: str) -> str:
        """The C module that an import means: `ujson` is the built-in json."""
        known = self._c.fixed | self._c.extensible
        if name in known:
            return name
        alias = name[1:] if name.startswith("u") else ""
        return alias if alias in self._c.extensible or alias == "sys" else ""

    def _file(self, name: str) -> Frozen | Path | None:
        """The file of a module, or the folder of a package without `__init__.py`."""
        root = self._roots.get(name.replace(".", "/") + ".py")
        if root:
            return root
        found = (folder.find(name) for folder in self._folders)
        return next((place for place in found if place), None)

    def _load(self, frozen: Frozen, text: str, why: str, asked: Location) -> None:
        try:
            file = units.scan(erasure.erased(text), frozen.source)
        except SyntaxError as error:
            where = Location(frozen.source, error.lineno or 0)
            raise ConfigError(f"SyntaxError: {error.msg}", where) from None
        except (RecursionError, MemoryError):
            said = "it is nested too deeply to be read"
            raise ConfigError(said, Location(frozen.source)) from None
        self._asked[frozen.source] = asked
        package = self._package(frozen.source)
        self._frozen[frozen.name] = FrozenFile(frozen.source, frozen.name, why, package)
        name = frozen.name.removesuffix(".py").removesuffix("/__init__")
        name = name.replace("/", ".")
        is_package = frozen.name.endswith("__init__.py")
        around = name if is_package else name.rpartition(".")[0]
        self._loaded.append(_Loaded(name, frozen.name, around, frozen.source, file))

    def _package(self, source: str) -> str:
        """The lock's entry whose folder a file lies in."""
        folders = (f for f in self._folders if Path(source).is_relative_to(f.path))
        return next((f.source for f in folders if f.source), "")


_GUESSED = "nothing names the function around it"
_BEYOND = (
    "this relative import goes beyond the package that the file is in: name the "
    "module without dots, or move the file into a package"
)


def _parts(name: str) -> list[str]:
    return name.split(".") if name else []


def _missing(name: str) -> str:
    if other := stdlib.instead(name):
        return f"there is no module {name} in a unikernel; {other}"
    return (
        f"there is no module {name}: it is neither a file beside config.py, nor in "
        f"a package of the application, nor part of MicroPython"
    )
