# SPDX-License-Identifier: ISC
"""What an unpacked wheel holds, and what its metadata says of it."""

from __future__ import annotations

from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

from packaging.licenses import (
    InvalidLicenseExpression,
    canonicalize_license_expression,
)

_NATIVE = (".so", ".pyd", ".dll", ".dylib", ".a")
_ASIDE = (".dist-info", ".data")

# What lies beside a package in its repository: setuptools leaves out the same.
BESIDE = frozenset({
    "benchmark", "benchmarks", "bin", "build", "ci", "conftest", "debian", "doc",
    "docs", "documentation", "dodo", "example", "examples", "exercise", "exercises",
    "fabfile", "manage", "noxfile", "pavement", "scripts", "setup", "src", "tasks",
    "test", "tests", "tools", "toxfile", "unit_test", "unit_tests", "util", "utils",
})  # fmt: skip

# SPDX's word for "nobody says".
NO_LICENCE = "NOASSERTION"

# Classifiers that mean one licence and no other.
_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "GNU Affero General Public License v3": "AGPL-3.0-only",
    "GNU General Public License v2 (GPLv2)": "GPL-2.0-only",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU General Public License v3 (GPLv3)": "GPL-3.0-only",
    "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
    "zlib/libpng License": "Zlib",
}


def modules(folder: Path) -> tuple[str, ...]:
    """The top-level modules, sorted."""
    found = {
        path.stem if path.is_file() else path.name
        for path in folder.iterdir()
        if path.name.removesuffix(".py").isidentifier()
        and (path.suffix == ".py" or _holds_python(path))
    }
    return tuple(sorted(found))


def _holds_python(path: Path) -> bool:
    return path.is_dir() and any(path.rglob("*.py"))


def native(folder: Path) -> Iterator[str]:
    """Compiled files, which no MicroPython can load; paths from the folder."""
    is_wheel = any(folder.glob("*.dist-info"))
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        first = inside.parts[0]
        aside = first.endswith(_ASIDE) or (not is_wheel and first in BESIDE)
        if not aside and (path.suffix in _NATIVE or ".so." in path.name):
            yield inside.as_posix()


def metadata(folder: Path) -> dict[str, Any]:
    """What `licence` reads, of an unpacked wheel: pip's report lacks new fields."""
    (file,) = folder.glob("*.dist-info/METADATA")
    said = HeaderParser().parsestr(file.read_text(encoding="utf-8", errors="replace"))
    return {
        "license_expression": said.get("License-Expression"),
        "license": said.get("License"),
        "classifier": said.get_all("Classifier", ()),
    }


def licence(metadata: dict[str, Any]) -> str:
    """The SPDX expression of what the metadata says, NOASSERTION where it does not."""
    for text in (metadata.get("license_expression"), metadata.get("license")):
        try:
            if text and "\n" not in text:
                return str(canonicalize_license_expression(text))
        except InvalidLicenseExpression:
            continue
    said = {c.rpartition(" :: ")[2] for c in metadata.get("classifier", ())}
    found = sorted(_CLASSIFIERS[name] for name in said & _CLASSIFIERS.keys())
    return " AND ".join(found) or NO_LICENCE
