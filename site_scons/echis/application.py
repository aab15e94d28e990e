# SPDX-License-Identifier: ISC
"""Applications: what ``register`` in a ``config.py`` gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from echis.errors import ConfigError
from echis.impl import described, result_of
from echis.location import Location, caller
from echis.type import Impl, Job, job

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,66}")

_registered: ContextVar[list[Application] | None] = ContextVar(
    "registered", default=None
)


@dataclass(frozen=True, slots=True)
class Application:
    """A named list of jobs; ``folder`` holds its ``config.py`` and its sources.

    ``shown`` is ``folder`` as errors spell it.
    """

    name: str
    jobs: tuple[Impl[Job], ...]
    location: Location
    folder: Path = Path()
    shown: Path = Path()

    def relative(self, location: Location) -> str:
        """``location`` as seen from the application's folder, wherever that is."""
        path = Path(location.file)
        for start in (self.folder, self.shown):
            if path.is_relative_to(start):
                path = path.relative_to(start)
        return str(Location(path.as_posix(), location.line))


def register(name: str, jobs: Sequence[Impl[Job]]) -> Application:
    """The application ``name`` that runs ``jobs`` in order."""
    where = caller()
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ConfigError(
            f"{name!r} cannot name an application: use 1 to 67 letters, digits, "
            f"- and _, a letter first",
            where,
        )
    application = Application(name, _jobs(name, jobs, where), where)
    _record(application)
    return application


@contextmanager
def registrations() -> Iterator[list[Application]]:
    """The applications registered while the block runs."""
    found: list[Application] = []
    token = _registered.set(found)
    try:
        yield found
    finally:
        _registered.reset(token)


def _record(application: Application) -> None:
    found = _registered.get()
    if found is None:
        return
    if found:
        raise ConfigError(
            f'register was called for "{found[0].name}" at {found[0].location} '
            f"already: one config.py registers one application",
            application.location,
        )
    found.append(application)


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
