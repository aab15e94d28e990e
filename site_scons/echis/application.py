# SPDX-License-Identifier: ISC
"""Applications: what ``register`` in a ``config.py`` gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from echis.errors import ConfigError
from echis.impl import described, result_of
from echis.location import Location, caller
from echis.type import Impl, Job, job

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,66}")


@dataclass(frozen=True, slots=True)
class Application:
    """A named list of jobs; ``folder`` holds its ``config.py`` and its sources.

    ``init`` are the jobs before them: the command line, the runtime's settings, the
    reporter. ``shown`` is ``folder`` as errors spell it. ``src`` says where the
    source comes from: "auto" (git), "none", or a text. ``warnings`` were given while
    ``config.py`` ran.
    """

    name: str
    jobs: tuple[Impl[Job], ...]
    location: Location
    init: tuple[Impl[Any], ...] = ()
    src: str = "auto"
    folder: Path = Path()
    shown: Path = Path()
    warnings: tuple[tuple[Location, str], ...] = ()

    @property
    def all_jobs(self) -> tuple[Impl[Any], ...]:
        """Every job, in the order in which they run."""
        return (*self.init, *self.jobs)

    def relative(self, location: Location) -> str:
        """``location`` as seen from the application's folder, wherever that is."""
        path = Path(location.file)
        for start in (self.folder, self.shown):
            if path.is_relative_to(start):
                path = path.relative_to(start)
        return str(Location(path.as_posix(), location.line))


@dataclass(slots=True)
class _Found:
    """What one run of a ``config.py`` has told so far."""

    applications: list[Application] = field(default_factory=list)
    warnings: dict[str, Location] = field(default_factory=dict)


_found: ContextVar[_Found | None] = ContextVar("found", default=None)


def application(
    name: str, jobs: Sequence[Impl[Job]], init: Sequence[Impl[Any]], src: str
) -> Application:
    """The application ``name`` that runs ``init``, then ``jobs``, in order."""
    where = caller()
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ConfigError(
            f"{name!r} cannot name an application: use 1 to 67 letters, digits, "
            f"- and _, a letter first",
            where,
        )
    if not isinstance(src, str) or not src:
        raise ConfigError(
            f'src is {src!r}: give "auto", "none" or a text that says where the '
            f"source is",
            where,
        )
    made = Application(name, _jobs(name, jobs, where), where, tuple(init), src)
    _record(made)
    return made


@contextmanager
def registrations() -> Iterator[_Found]:
    """What is registered and warned about while the block runs."""
    found = _Found()
    token = _found.set(found)
    try:
        yield found
    finally:
        _found.reset(token)


def warn(message: str) -> None:
    """Tells the user once, at the caller's line of ``config.py``."""
    found = _found.get()
    if found is not None:
        found.warnings.setdefault(message, caller())


def _record(made: Application) -> None:
    found = _found.get()
    if found is None:
        return
    if found.applications:
        first = found.applications[0]
        raise ConfigError(
            f'register was called for "{first.name}" at {first.location} '
            f"already: one config.py registers one application",
            made.location,
        )
    found.applications.append(made)


def _jobs(name: str, jobs: Any, where: Location) -> tuple[Impl[Job], ...]:
    if not isinstance(jobs, list | tuple):
        raise ConfigError(
            f'register("{name}", …) needs a list of jobs, got {described(jobs)}', where
        )
    for one in jobs:
        if result_of(one) != job:
            raise ConfigError(
                f'register("{name}", …) needs jobs, got {described(one)}', where
            )
    return tuple(jobs)
