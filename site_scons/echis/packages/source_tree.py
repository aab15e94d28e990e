# SPDX-License-Identifier: ISC
"""A package as its repository has it: its modules, and what pyproject.toml says.

None of its code is run, as a build of it would: `[project]` is read, and where that
says nothing, nothing is known.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from echis.packages import distribution


class Unusable(Exception):
    """It cannot be taken from its sources; the words are a part of a sentence."""


@dataclass(frozen=True, slots=True)
class SourceTree:
    """One distribution; its `modules` lie in the folder `strip`, or at the top."""

    name: str
    version: str
    strip: str
    modules: tuple[str, ...]
    project: Mapping[str, Any]

    @property
    def metadata(self) -> dict[str, Any]:
        """What `distribution.licence` reads."""
        said = self.project.get("license", "")
        text = said.get("text", "") if isinstance(said, dict) else said
        return {
            "license_expression": text,
            "classifier": self.project.get("classifiers", ()),
        }


def read(folder: Path, name: str, version: str) -> SourceTree:
    """The package of this name; `version` is its own where the tree has none."""
    project = _project(folder / "pyproject.toml")
    called = project.get("name", name)
    if canonicalize_name(str(called)) != name:
        raise Unusable(f"is {called}, as its pyproject.toml has it")
    strip, modules = _modules(folder, name)
    if not modules:
        raise Unusable("holds no Python module at its top or in src/")
    return SourceTree(name, _version(project, version), strip, modules, project)


def wheel(tree: SourceTree, folder: Path) -> Path:
    """A wheel without modules, from which pip learns what the package needs."""
    module = tree.name.replace("-", "_")
    path = folder / f"{module}-{tree.version}-py3-none-any.whl"
    info = f"{module}-{tree.version}.dist-info"
    tags = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(f"{info}/METADATA", "".join(_metadata(tree)))
        packed.writestr(f"{info}/WHEEL", tags)
        packed.writestr(f"{info}/RECORD", "")
    return path


def _project(file: Path) -> dict[str, Any]:
    try:
        said = tomli.loads(file.read_text(encoding="utf-8")).get("project", {})
    except FileNotFoundError:
        return {}
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Unusable(f"has a pyproject.toml that is not TOML: {error}") from None
    if not isinstance(said, dict):
        raise Unusable("has a pyproject.toml whose project is no table")
    if "dependencies" in said.get("dynamic", ()):
        raise Unusable(
            "leaves its dependencies to its build (dynamic in pyproject.toml), which "
            "is not run; pin a wheel with file:PATH"
        )
    return said


def _modules(folder: Path, name: str) -> tuple[str, tuple[str, ...]]:
    own = name.replace("-", "_")
    for strip in ("src", ""):
        place = folder / strip
        found = distribution.modules(place) if place.is_dir() else ()
        kept = tuple(m for m in found if m == own or m not in distribution.BESIDE)
        if kept:
            return strip, kept
    return "", ()


def _version(project: Mapping[str, Any], given: str) -> str:
    text = project.get("version", given)
    try:
        return str(Version(text))
    except (InvalidVersion, TypeError):
        raise Unusable(f"is of version {text!r}, which is none") from None


def _metadata(tree: SourceTree) -> Iterator[str]:
    yield f"Metadata-Version: 2.1\nName: {tree.name}\nVersion: {tree.version}\n"
    python = tree.project.get("requires-python")
    yield f"Requires-Python: {python}\n" if python else ""
    yield from _requires(tree.project.get("dependencies", ()), "")
    for extra, texts in tree.project.get("optional-dependencies", {}).items():
        yield f"Provides-Extra: {canonicalize_name(extra)}\n"
        yield from _requires(texts, canonicalize_name(extra))


def _requires(texts: list[str], extra: str) -> Iterator[str]:
    for text in texts:
        try:
            one = Requirement(text)
        except InvalidRequirement:
            raise Unusable(f"asks for {text!r}, which is no requirement") from None
        marker = f"({one.marker})" if one.marker else ""
        one.marker = None
        when = " and ".join(filter(None, (marker, f'extra == "{extra}"' * bool(extra))))
        yield f"Requires-Dist: {one}{f' ; {when}' * bool(when)}\n"
