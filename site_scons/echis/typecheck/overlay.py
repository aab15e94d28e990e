# SPDX-License-Identifier: ISC
"""The standard library that an application sees: that of an image.

A typeshed for mypy, in ``build/check``: mypy's own, in which the published stubs of
MicroPython take the place of the modules that the port has in C, with what they lack of
an image added, and a folder beside it with what typeshed does not know: the Python of
``runtime/lib``, and ``echis``.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from echis.micropython import CModules
from echis.search_path import Folder
from echis.typecheck import additions

STUBS = ("vendor/micropython-unix-stubs", "vendor/micropython-stdlib-stubs")
_SHED = "_mpy_shed"
# A module of which no stub is published.
ANYTHING = "from typing import Any\ndef __getattr__(name: str) -> Any: ...\n"
_KNOWN = re.compile(r"^(\w+):", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Overlay:
    """Folders for mypy: its typeshed, and one of its path."""

    typeshed: Path
    path: Path


@dataclass(frozen=True, slots=True)
class Parts:
    """What an overlay is made of."""

    root: Path
    libraries: tuple[Folder, ...]
    c_modules: CModules

    def key(self) -> str:
        """A hash of all that decides on the overlay."""
        return _key(self)

    def stub(self, name: str) -> Path | None:
        """What is published of a module of MicroPython's: its file."""
        found = _published(self.root, name)
        return found / "__init__.pyi" if found and found.is_dir() else found


def prepare(parts: Parts) -> Overlay:
    """The overlay, made where it is not there yet."""
    folder = parts.root / "build" / "check" / f"stdlib-{parts.key()}"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=folder.parent))
        _write(parts, fresh)
        _move(fresh, folder)
    _point(folder.with_name("stdlib"), folder)
    return Overlay(folder / "typeshed", folder / "path")


def _move(fresh: Path, folder: Path) -> None:
    try:
        fresh.rename(folder)
    except OSError:
        # Another build was quicker, and its overlay is as good.
        shutil.rmtree(fresh)


def _point(link: Path, folder: Path) -> None:
    """A name that stays, for the settings of editors."""
    if os.path.islink(link) and os.readlink(link) == folder.name:
        return
    coming = Path(tempfile.mktemp(dir=link.parent))
    coming.symlink_to(folder.name)
    coming.replace(link)


@cache
def _key(parts: Parts) -> str:
    fixed, extensible = (
        sorted(parts.c_modules.fixed),
        sorted(parts.c_modules.extensible),
    )
    found = hashlib.sha256(repr((fixed, extensible)).encode())
    for stubs in STUBS:
        # A wheel's list of files has a hash of each.
        for record in sorted((parts.root / stubs).glob("*.dist-info/RECORD")):
            found.update(record.read_bytes())
    own = Path(__file__), Path(__file__).with_name("additions.py")
    for source in (_mypy() / "version.py", *own):
        found.update(source.read_bytes())
    for name, path in _python(parts.libraries):
        found.update(f"{name}\0{path}\0".encode())
    for path in _devices(parts.root):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _mypy() -> Path:
    spec = importlib.util.find_spec("mypy")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _write(parts: Parts, folder: Path) -> None:
    theirs, typeshed = _mypy() / "typeshed", folder / "typeshed"
    (typeshed / "stdlib").mkdir(parents=True)
    (typeshed / "stubs").symlink_to(theirs / "stubs")
    entries = {p.name: p for p in (theirs / "stdlib").iterdir()}
    versions = entries.pop("VERSIONS").read_text(encoding="utf-8")
    known = frozenset(_KNOWN.findall(versions))
    ours = dict(_stubs(parts))
    for stem in ours:
        entries.pop(stem, None)
        entries.pop(f"{stem}.pyi", None)
    for path in (*entries.values(), *ours.values()):
        _write_stub(path, typeshed / "stdlib" / path.name)
    new = "".join(f"{stem}: 3.0-\n" for stem in sorted(ours.keys() - known))
    (typeshed / "stdlib" / "VERSIONS").write_text(versions + new, encoding="utf-8")
    _write_path(parts, folder / "path", known | ours.keys())


def _write_stub(path: Path, place: Path) -> None:
    """A stub as it was published, or with what an image has beside that."""
    if path.stem not in additions.MODULES:
        place.symlink_to(path)
    elif path.is_dir():
        place.mkdir()
        for inner in path.iterdir():
            if inner.name != "__init__.pyi":
                (place / inner.name).symlink_to(inner)
        _write_completed(path.name, path / "__init__.pyi", place / "__init__.pyi")
    else:
        _write_completed(path.stem, path, place)


def _write_completed(module: str, path: Path, place: Path) -> None:
    text = path.read_text(encoding="utf-8")
    place.write_text(additions.completed(module, text), encoding="utf-8")


def _stubs(parts: Parts) -> Iterator[tuple[str, Path]]:
    """The published stub of each C module that has one, and of asyncio.

    A module that our Python completes is rather CPython's.
    """
    completed = {name for name, _ in _python(parts.libraries)}
    wanted = parts.c_modules.fixed | parts.c_modules.extensible - completed
    wanted |= {f"u{name}" for name in parts.c_modules.extensible}
    for name in sorted(wanted - {"builtins"} | {"asyncio", _SHED}):
        if path := _published(parts.root, name):
            yield name, path


def _published(root: Path, name: str) -> Path | None:
    unix, stdlib = (root / stubs for stubs in STUBS)
    for place in (unix, stdlib / "stdlib", stdlib):
        for path in (place / f"{name}.pyi", place / name):
            if path.exists():
                return path
    return None


def _write_path(parts: Parts, folder: Path, known: frozenset[str]) -> None:
    folder.mkdir()
    for name, path in _python(parts.libraries):
        if name not in known:
            (folder / path.name).symlink_to(path)
    older = {f"u{name}" for name in parts.c_modules.extensible}
    for name in sorted((parts.c_modules.fixed | older) - known):
        (folder / f"{name}.pyi").write_text(ANYTHING, encoding="utf-8")
    _write_echis(parts.root, folder / "echis")


def _python(libraries: Sequence[Folder]) -> Iterator[tuple[str, Path]]:
    """Modules and packages at the top of the libraries: their names and places."""
    for library in libraries:
        for path in [] if library.prefix else sorted(library.path.glob("*")):
            if path.suffix == ".py" or (path / "__init__.py").is_file():
                yield path.stem, path.resolve()


def _devices(root: Path) -> list[Path]:
    """Our files whose classes are types of devices; `Job` is the language's own."""
    ours = root / "site_scons" / "echis"
    return [*sorted((ours / "devices").glob("[!_]*.py")), ours / "type.py"]


def _write_echis(root: Path, folder: Path) -> None:
    """``echis`` as a module of an image names it: the types of devices, no more."""
    (folder / "devices").mkdir(parents=True)
    (folder / "devices" / "__init__.pyi").touch()
    every = []
    for path in _devices(root):
        statements = _types(ast.parse(path.read_text(encoding="utf-8")))
        if path.name == "type.py":
            statements = [one for one in statements if "Job" in _defined(one)]
        text = "\n".join(map(ast.unparse, statements)) + "\n"
        inside = path.relative_to(root / "site_scons" / "echis").with_suffix("")
        (folder / f"{inside}.pyi").write_text(text, encoding="utf-8")
        names = (n for s in statements for n in _defined(s) if not n.startswith("_"))
        module = ".".join(("echis", *inside.parts))
        every += [f"from {module} import {n} as {n}" for n in names]
    text = "\n".join(every) + "\n"
    (folder / "__init__.pyi").write_text(text, encoding="utf-8")


def _types(tree: ast.Module) -> list[ast.stmt]:
    """The classes and other names of types, and the imports that they need."""
    kept = [node for node in tree.body if _is_type(node)]
    needed = {n.id for k in kept for n in ast.walk(k) if isinstance(n, ast.Name)}
    imports: list[ast.stmt] = []
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            node.names = [a for a in node.names if (a.asname or a.name) in needed]
            imports += [node] if node.names else []
    return [*imports, *kept]


def _is_type(node: ast.stmt) -> bool:
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.annotation) == "TypeAlias"
    if isinstance(node, ast.Assign):
        # A type variable, or another name for a type.
        called = ast.unparse(node.value).split("(", maxsplit=1)[0]
        return called == "TypeVar" or isinstance(node.value, ast.Subscript)
    return isinstance(node, ast.ClassDef)


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.ClassDef):
        return [node.name]
    targets: list[ast.expr] = []
    if isinstance(node, ast.AnnAssign):
        targets = [node.target]
    elif isinstance(node, ast.Assign):
        targets = node.targets
    return [target.id for target in targets if isinstance(target, ast.Name)]
