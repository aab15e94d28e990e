# SPDX-License-Identifier: ISC
"""What a type check is about: one application, and what its image may import."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin

from echis import c_source, micropython, stdlib
from echis.application import Application
from echis.arguments import host_arch
from echis.engine import every
from echis.entry import source
from echis.impl import Dev
from echis.info import Info
from echis.micropython import CModules
from echis.search_path import Folder
from echis.type import Functor, Job, Typ
from echis.typecheck.overlay import Parts

# Folders of no Python that an application could import.
_NONE = CModules(frozenset(), frozenset())
_FOREIGN = ("build", "dist", "vendor", "node_modules", "venv", "__pycache__")


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of ``start``: its type's name, and the class an annotation names.

    ``module`` is where the class is; empty where an image's module cannot name it.
    """

    name: str
    annotation: str
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Main:
    """A module of the application whose ``start`` is called.

    ``line`` is the line of ``config.py`` that names it.
    """

    module: str
    type: str
    line: int
    params: tuple[Param, ...]
    job: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One application to check. ``shown`` is its folder as errors spell it.

    ``libraries`` are folders of our Python that images may freeze, ``packages`` those
    of others, ``c_modules`` the port's, ``own_c_modules`` the application's;
    ``local_libs`` are folders of its modules beside ``folder``; ``generated`` are the
    texts of modules that the build writes, by file name.
    """

    root: Path
    folder: Path
    shown: Path
    place: Path
    mains: tuple[Main, ...]
    libraries: tuple[Folder, ...]
    c_modules: CModules
    own_c_modules: frozenset[str] = frozenset()
    packages: tuple[Path, ...] = ()
    local_libs: tuple[Path, ...] = ()
    generated: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False

    def source(self, module: str) -> Path | None:
        """The file of one of the application's own modules."""
        return source((self.folder, *self.local_libs), module)

    def own_files(self) -> list[Path]:
        """Every Python file that one of the application's modules could import."""
        folders = (self.folder, *self.local_libs)
        return sorted({path for one in folders for path in _files(one)})

    @property
    def found(self) -> Path:
        """The file with what the last check found."""
        return self.place / "found.json"

    @property
    def parts(self) -> Parts:
        """What its standard library is made of."""
        return Parts(self.root, self.libraries, self.c_modules)

    def digest(self) -> str:
        """A hash of all that a check reads, so that an equal one needs no other."""
        packages = (p for one in self.packages for p in sorted(one.rglob("*.py*")))
        theirs = _digest([*self.own_files(), *filter(Path.is_file, packages)])
        ours = _ours(self.root, tuple(folder.path for folder in self.libraries))
        # A set has no order of its own, and the overlay's key has the port's.
        asked = replace(self, c_modules=_NONE, own_c_modules=frozenset())
        names = ",".join(sorted(self.own_c_modules))
        found = (repr(asked), names, theirs, ours, self.parts.key())
        return hashlib.sha256("\0".join(found).encode()).hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """Every Python file of an application that one of its modules could import."""
    for path in sorted(folder.iterdir()):
        if path.suffix in (".py", ".pyi") and path.is_file():
            yield path
        elif _may_be_package(path):
            yield from _files(path)


def _may_be_package(path: Path) -> bool:
    return path.name.isidentifier() and path.name not in _FOREIGN and path.is_dir()


def _digest(files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in files:
        found.update(f"\0{path}\0".encode() + path.read_bytes())
    return found.hexdigest()


@cache
def _ours(root: Path, libraries: tuple[Path, ...]) -> str:
    """A hash of what every application of one start is checked against."""
    folders = (root / "site_scons" / "echis", *libraries)
    python = [path for one in folders for path in sorted(one.rglob("*.py"))]
    return _digest([*python, root / stdlib.FILE])


def of(
    info: Info,
    root: Path,
    texts: Mapping[str, str],
    *,
    libraries: tuple[Folder, ...],
    packages: tuple[Path, ...] = (),
    strict: bool = False,
) -> Task:
    """The check of an application; ``texts`` are its generated modules."""
    application = info.application
    return Task(
        root=root,
        folder=application.folder,
        shown=application.shown,
        place=root / "build" / "check" / info.name,
        mains=mains(application),
        libraries=libraries,
        c_modules=micropython.load(root, host_arch()).modules,
        own_c_modules=_own_c_modules(info.c_modules),
        packages=packages,
        local_libs=info.local_libs,
        # Nothing imports main, and it has no types to tell.
        generated={name: texts[name] for name in texts if name != "main.py"},
        strict=strict,
    )


def _own_c_modules(files: Iterable[Path]) -> frozenset[str]:
    found = _NONE
    for path in files:
        text = c_source.text_of(path)
        found |= micropython.modules_in(micropython.names_in(text)["module"])
    return found.fixed | found.extensible


def mains(application: Application) -> tuple[Main, ...]:
    """The modules of the application that its devices call ``start`` of."""
    devices = (one for one in every(application.jobs) if isinstance(one, Dev))
    found = (_main(application.folder, one) for one in devices if one.device.source)
    return tuple(dict.fromkeys(found))


def _main(folder: Path, one: Dev[Any]) -> Main:
    device = one.device
    result = device.type.result if isinstance(device.type, Functor) else device.type
    return Main(
        module=device.module,
        type=one.signature,
        line=device.location.line,
        params=tuple(_param(folder, t) for t in one.handed if isinstance(t, Typ)),
        job=result.marker is Job,
    )


def _param(folder: Path, typ: Typ[Any]) -> Param:
    classes = list(_classes(typ.marker))
    modules = tuple(dict.fromkeys(one.__module__ for one in classes))
    if not all(_nameable(folder, module) for module in modules):
        return Param(typ.name, "", ())
    return Param(typ.name, _annotation(typ.marker), modules)


def _classes(marker: Any) -> Iterator[type]:
    yield get_origin(marker) or marker
    for inner in get_args(marker):
        if isinstance(inner, type):
            yield inner


def _nameable(folder: Path, module: str) -> bool:
    """Whether a module of the application can import this one."""
    if module.split(".", maxsplit=1)[0] in ("echis", "typing"):
        return True
    return module != "config" and source((folder,), module) is not None


def _annotation(marker: Any) -> str:
    origin = get_origin(marker) or marker
    name = f"{origin.__module__}.{origin.__qualname__}"
    args: Sequence[Any] = get_args(marker)
    if not args:
        return name
    return f"{name}[{', '.join(_annotation(one) for one in args)}]"
