# SPDX-License-Identifier: ISC
"""A package index on loopback whose wheels the test makes itself."""

from __future__ import annotations

import hashlib
import html
import io
import re
import zipfile
from collections.abc import Sequence

from tests.fetch.hostile import Behaviour, Mirror

PURE = "py3-none-any"
NATIVE = "cp311-cp311-manylinux_2_17_x86_64"


def wheel(
    name: str,
    version: str = "1.0",
    *,
    files: dict[str, str] | None = None,
    requires: Sequence[str] = (),
    tag: str = PURE,
    more: str = "License-Expression: MIT\n",
) -> tuple[str, bytes]:
    """A wheel's file name and content; by default it is one module of its name."""
    module = name.replace("-", "_")
    info = f"{module}-{version}.dist-info"
    meta = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{more}"
    extras = {
        found for line in requires for found in re.findall('extra == "(\\w+)"', line)
    }
    meta += "".join(f"Provides-Extra: {extra}\n" for extra in sorted(extras))
    meta += "".join(f"Requires-Dist: {line}\n" for line in requires)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for path, text in (files or {f"{module}.py": "x = 1\n"}).items():
            packed.writestr(zipfile.ZipInfo(path), text)
        for path, text in (
            ("METADATA", meta),
            ("WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n"),
            ("RECORD", ""),
        ):
            packed.writestr(zipfile.ZipInfo(f"{info}/{path}"), text)
    return f"{module}-{version}-{tag}.whl", buffer.getvalue()


class Index:
    """Serves the wheels it is given; a yanked or withdrawn one is no longer offered."""

    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror
        self._links: dict[str, dict[str, str]] = {}
        self.url = f"{mirror.url}/simple"

    def add(self, *wheels: tuple[str, bytes], requires_python: str = "") -> None:
        """Offers these wheels as well."""
        python = html.escape(f' data-requires-python="{requires_python}"', quote=False)
        for file, data in wheels:
            digest = hashlib.sha256(data).hexdigest()
            self._mirror.paths[f"/files/{file}"] = Behaviour(data)
            link = f'<a href="/files/{file}#sha256={digest}"{{}}>{file}</a>\n'
            self._links.setdefault(_project(file), {})[file] = link.format(
                python if requires_python else ""
            )
            self._write(_project(file))

    def yank(self, file: str) -> None:
        """Keeps a wheel for those who already have it locked."""
        links = self._links[_project(file)]
        links[file] = links[file].replace('">', '" data-yanked="">')
        self._write(_project(file))

    def withdraw(self, file: str) -> None:
        """Takes a wheel away altogether."""
        del self._links[_project(file)][file]
        del self._mirror.paths[f"/files/{file}"]
        self._write(_project(file))

    def serve(self, file: str, data: bytes) -> None:
        """Serves other bytes than the index promised."""
        self._mirror.paths[f"/files/{file}"] = Behaviour(data)

    @property
    def asked(self) -> int:
        """How many requests came."""
        return len(self._mirror.asked)

    def _write(self, project: str) -> None:
        links = "".join(self._links[project].values())
        page = f"<!DOCTYPE html><html><body>{links}</body></html>".encode()
        how = Behaviour(page, type="text/html")
        self._mirror.paths[f"/simple/{project}/"] = how


def _project(file: str) -> str:
    return file.partition("-")[0].replace("_", "-")
