# SPDX-License-Identifier: ISC
"""``query``: one fact of an application at a time, for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from echis import codegen, manifest
from echis.engine import all_keys
from echis.info import Info


def query(info: Info, what: str) -> str:
    """The fact ``what``, in lines without decoration; empty where there is nothing."""
    return _QUERIES[what](info)


def _lines(found: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in found)


def _packages(info: Info) -> str:
    return _lines(f"{p.name}{p.specifier}" for p in info.packages)


def _keys(info: Info) -> str:
    return _lines(key.name for key in all_keys(info.application.all_jobs))


def _files(info: Info) -> str:
    return _lines([*codegen.files(info), *info.files()])


def _manifest(info: Info) -> str:
    return manifest.to_json(info.manifest)


_QUERIES: dict[str, Callable[[Info], str]] = {
    "name": lambda info: f"{info.name}\n",
    "packages": _packages,
    "keys": _keys,
    "files": _files,
    "manifest": _manifest,
}

NAMES = (*_QUERIES, "command")
