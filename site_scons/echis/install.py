# SPDX-License-Identifier: ISC
"""What an application puts into ``dist/`` beside its image, and extra build steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from echis.checked import checked
from echis.errors import ConfigError
from echis.location import Location, caller


@dataclass(frozen=True, slots=True)
class Install:
    """Pairs of a file and its name in ``dist/``; ``a | b`` is both.

    A file is one that ``configure`` or a build rule makes, else one beside
    ``config.py``. ``bin`` files are made executable, ``etc`` files are not.
    """

    bin: tuple[tuple[str, str], ...] = ()
    etc: tuple[tuple[str, str], ...] = ()

    def __or__(self, other: Install) -> Install:
        """Both together, each file once."""
        return Install(
            tuple(dict.fromkeys(self.bin + other.bin)),
            tuple(dict.fromkeys(self.etc + other.etc)),
        )


@checked
def install(
    *, bin: Sequence[tuple[str, str]] = (), etc: Sequence[tuple[str, str]] = ()
) -> Install:
    """Files for ``dist/``: ``install(etc=[("site.conf", "hello.conf")])``."""
    where = caller()
    for _, name in (*bin, *etc):
        parts = PurePosixPath(name).parts
        if not parts or PurePosixPath(name).is_absolute() or ".." in parts:
            raise ConfigError(f'"{name}" is no name inside dist/', where)
    return Install(tuple(bin), tuple(etc))


def union(found: Iterable[Install], where: Location) -> Install:
    """All together; two different files of one name are refused."""
    whole = Install()
    for one in found:
        whole |= one
    names: dict[str, str] = {}
    for file, name in (*whole.bin, *whole.etc):
        if names.setdefault(name, file) != file:
            raise ConfigError(
                f"{names[name]} and {file} are both installed as {name}", where
            )
    return whole


@dataclass(frozen=True, slots=True)
class Rule:
    """A step of the build: ``command`` makes ``target`` out of ``sources``.

    It runs in the application's folder of generated files, in which ``target`` lies;
    sources are found as installed files are. ``$TARGET`` and ``$SOURCES`` in the
    command stand for their paths; a word that is all of ``$SOURCES`` becomes a word
    for each, and in a longer one blanks part them.
    """

    target: str
    sources: tuple[str, ...]
    command: tuple[str, ...]

    def words(self, target: str, sources: Sequence[str]) -> list[str]:
        """The command, with these paths."""
        paths = {"$TARGET": target, "$SOURCES": " ".join(sources)}
        found: list[str] = []
        for word in self.command:
            whole = re.sub(r"\$(?:TARGET|SOURCES)", lambda name: paths[name[0]], word)
            found += sources if word == "$SOURCES" else [whole]
        return found


@checked
def rule(target: str, sources: Sequence[str], command: Sequence[str]) -> Rule:
    """A step of the build, from ``scons=`` of a device."""
    where = caller()
    if PurePosixPath(target).is_absolute() or ".." in PurePosixPath(target).parts:
        raise ConfigError(
            f'"{target}" is no path inside the folder of generated files', where
        )
    if not command:
        raise ConfigError(f'the rule for "{target}" has an empty command', where)
    return Rule(target, tuple(sources), tuple(command))
