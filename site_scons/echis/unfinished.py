# SPDX-License-Identifier: ISC
"""Builds that were killed: what they made is not known to be made of what is there.

SCons notes at the end of a build what each file was made from. Files of a build that
did not get there are taken away before the next one, which else would trust them
wherever its sources are as they were before. One build runs in a tree at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from bootstrap import folders
from echis.errors import ConfigError
from echis.progress import Progress

_JOURNAL = "unfinished"
# The library that mypy sees, named by a hash of what it is made of.
_WHOLE = "check/stdlib-*"


class Build:
    """The build that runs in a tree; `build` is its folder of objects."""

    def __init__(self, build: Path, progress: Progress) -> None:
        self._build, self._journal = build, build / _JOURNAL
        self._lock = ExitStack()
        try:
            self._enter(progress)
            self._forget()
        except OSError as error:
            raise ConfigError(folders.problem(error, build)) from None

    def _enter(self, progress: Progress) -> None:
        said = "another build runs in this tree; waiting for its end"
        lock = folders.locked(self._build / "lock", lambda: progress.step(said))
        self._lock.enter_context(lock)

    def _forget(self) -> None:
        """Take away what a killed build has made."""
        if not self._journal.exists():
            return
        started = self._journal.stat().st_mtime_ns
        products = self._journal.read_text(encoding="utf-8").splitlines()
        for file in [*map(Path, products), *self._build.rglob("*")]:
            new = file.is_file() and file.stat().st_mtime_ns >= started
            if new and file != self._journal and not self._landed_whole(file):
                file.unlink()
        self._journal.unlink()

    def _landed_whole(self, file: Path) -> bool:
        """Whether a file is of a folder that came, whole, by one rename."""
        return file.is_relative_to(self._build) and any(
            part.match(_WHOLE) for part in file.relative_to(self._build).parents
        )

    def start(self, products: Iterable[str]) -> None:
        """From here on files are made, `products` among them wherever they are."""
        text = "".join(f"{product}\n" for product in products)
        self._journal.write_text(text, encoding="utf-8")

    def end(self) -> None:
        """SCons knows what everything was made from, and another build may run."""
        self._journal.unlink(missing_ok=True)
        self._lock.close()
