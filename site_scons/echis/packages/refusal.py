# SPDX-License-Identifier: ISC
"""Why the index cannot give what is asked for: one sentence at its config.py line."""

from __future__ import annotations

import re

from packaging.utils import canonicalize_name

from bootstrap import pip_install
from echis.errors import ConfigError
from echis.location import Location
from echis.packages import guest, index
from echis.packages.asked import Asked
from echis.packages.index import Impossible

_MISSING = re.compile(
    r"satisfies the requirement (?P<text>[^(\n]+?)"
    r"(?: \(from (?!versions:)(?P<by>[^)]+)\))?"
    r" \(from versions: (?P<versions>[^)]*)\)"
)
_OTHER_PYTHON = re.compile(
    r"require a different python version: (?P<version>\S+) "
    r"Requires-Python (?P<asked>\S+)"
)
# Of a pin pip tells the file as well, which may be one of ours for the moment.
_CAUSE = re.compile(
    r"^ {4}(?:(?P<who>\S+ \S+) depends on|The user requested) (?P<text>.+?)"
    r"(?: \(from /[^)]*\))?$",
    re.M,
)
_SPOILT = re.compile(
    r"^ +(?P<text>\S+) from \S+/(?P<file>[^/\s#]+\.whl)[^\n]*:\n"
    r" +Expected sha256 (?P<promised>\w+)\n +Got +(?P<came>\w+)",
    re.M,
)
_NOT_PURE = re.compile(r"^ERROR: (?P<file>\S+\.whl) is not a supported wheel", re.M)


def of(asked: Asked, why: Impossible) -> ConfigError:
    """The error, from pip's own words."""
    if missing := _MISSING.search(why.said):
        return _missing(missing, why.said, asked)
    if found := _conflict(why.said, asked):
        return found
    if wheel := _NOT_PURE.search(why.said):
        name = canonicalize_name(wheel["file"].partition("-")[0])
        return ConfigError(_native(name, wheel["file"]), asked.line(name))
    if spoilt := _SPOILT.search(why.said):
        message = (
            f"{spoilt['file']}: the package index promises sha256 "
            f"{spoilt['promised']}, but sends {spoilt['came']}"
        )
        return ConfigError(message, asked.line(_name(spoilt["text"])))
    said = pip_install.sentence(why.said.splitlines())
    return ConfigError(said, asked.place.config)


def _name(text: str) -> str:
    """The package that a requirement names."""
    return canonicalize_name(re.split(r"[^A-Za-z0-9._-]", text, maxsplit=1)[0])


def _missing(missing: re.Match[str], said: str, asked: Asked) -> ConfigError:
    text = missing["text"].strip()
    name = _name(text)
    by = (missing["by"] or "").partition("->")[0]
    by = "" if by.startswith("-r ") else by.partition("==")[0]
    location = asked.line(canonicalize_name(by) if by else name)
    if by:
        text += f", which {by} asks for"
    versions = missing["versions"]
    if python := _OTHER_PYTHON.search(said):
        return ConfigError(
            f"{text}: {python['version']} is for Python {python['asked']}, and "
            f"packages are chosen for {guest.ENVIRONMENT['python_version']}",
            location,
        )
    other = index.offered(name) if asked.for_guest and versions == "none" else None
    if other:
        return ConfigError(_native(f"{name} {other.version}", other.file, by), location)
    if versions == "none":
        return ConfigError(f"{_nothing(name, by)}; {pip_install.ADVICE}", location)
    return ConfigError(f"{text}: the package index has {_newest(versions)}", location)


def _nothing(name: str, by: str) -> str:
    asked = f", which {by} asks for" if by else ""
    return f"the package index does not answer or has no wheel of {name}{asked}"


def _newest(versions: str) -> str:
    """The end of a list that is sorted already, the newest of them last."""
    every = versions.split(", ")
    return ", ".join(every if len(every) < 6 else ["…", *every[-5:]])


def _native(what: str, file: str, by: str = "") -> str:
    asked = f", which {by} asks for," if by else ""
    return (
        f"{what}{asked} has C extensions ({file}), which MicroPython cannot load; an "
        f"application's own C modules are c_modules=[…]"
    )


def _conflict(said: str, asked: Asked) -> ConfigError | None:
    """pip lists who depends on what, also of versions that it tried and left."""
    _, _, listed = said.partition("The conflict is caused by:")
    causes = [
        _cause(found, asked)
        for found in _CAUSE.finditer(listed)
        if "(constraint)" not in found[0]
    ]
    for name in dict.fromkeys(name for name, _ in causes):
        both = list(dict.fromkeys(text for one, text in causes if one == name))
        if both[1:]:
            message = f"no version of {name} is right for all: {both[0]}, but {both[1]}"
            return ConfigError(message, _first(" ".join(both), asked))
    return None


def _cause(found: re.Match[str], asked: Asked) -> tuple[str, str]:
    """The package that is asked for, and who asks for which versions of it."""
    text = found["text"].strip()
    who = found["who"]
    if not who:
        return _name(text), f"{asked.who(text)} asks for {text}"
    line = asked.lines.get(_name(who.partition(" ")[0]))
    return _name(text), f"{who}{f' ({line})' if line else ''} needs {text}"


def _first(said: str, asked: Asked) -> Location:
    """The first line of ``config.py`` that the sentence names."""
    lines = sorted(asked.lines.values(), key=lambda at: (at.file, at.line))
    return next((line for line in lines if str(line) in said), asked.place.config)
