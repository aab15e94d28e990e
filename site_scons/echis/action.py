# SPDX-License-Identifier: ISC
"""Effects as data: what ``configure`` of a device does, to be shown or to be done.

It is ``Action`` of ``config.py``. Paths are relative to the application's folder of
generated files; a path that leaves it is refused.
"""

from __future__ import annotations

import hashlib
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from echis.checked import check, checked
from echis.errors import ConfigError
from echis.location import Location, caller


@dataclass(frozen=True, slots=True)
class Step:
    """One effect; ``words`` are its path, then its text, source or command."""

    kind: Literal["write", "mkdir", "copy", "rm", "run"]
    words: tuple[str, ...]
    location: Location

    @property
    def writes(self) -> str:
        """The file that the step makes; empty for the others."""
        return self.words[0] if self.kind in ("write", "copy") else ""

    def __str__(self) -> str:
        match self.kind:
            case "write":
                return f"write {self.words[0]} ({len(self.words[1].encode())} bytes)"
            case "copy":
                return f"copy {self.words[1]} to {self.words[0]}"
            case "run":
                return f"run {shlex.join(self.words)}"
        return f"{self.kind} {self.words[0]}"


@dataclass(frozen=True, slots=True)
class Action:
    """Steps in their order. ``a + b`` does ``a``, then ``b``."""

    steps: tuple[Step, ...] = ()

    def __add__(self, other: Action) -> Action:
        """Both, one after the other."""
        return Action(self.steps + other.steps)

    def files(self) -> tuple[str, ...]:
        """What is there afterwards, found without doing anything."""
        there: dict[str, None] = {}
        for step in self.steps:
            if step.kind == "rm":
                gone = step.words[0]
                there = {f: None for f in there if not _within(f, gone)}
            elif step.writes:
                there[step.writes] = None
        return tuple(there)

    def dry_run(self) -> list[str]:
        """What would be done, a line each."""
        return [str(step) for step in self.steps]

    def run(self, folder: Path, source: Path) -> None:
        """Does it in ``folder``; what is copied comes from ``source``."""
        folder.mkdir(parents=True, exist_ok=True)
        for step in self.steps:
            _DO[step.kind](step, folder, source)

    def renew(self, folder: Path, source: Path) -> None:
        """Does it in ``folder``, emptied, unless the same was done there before."""
        stamp = folder.with_name(folder.name + ".stamp")
        digest = self._digest(source)
        if folder.is_dir() and stamp.is_file() and stamp.read_text() == digest:
            return
        # What fails half-way was not done.
        stamp.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        self.run(folder, source)
        stamp.write_text(digest)

    def _digest(self, source: Path) -> str:
        digest = hashlib.sha256()
        for step in self.steps:
            digest.update(repr((step.kind, step.words)).encode())
            original = source / step.words[1] if step.kind == "copy" else None
            if original and original.is_file():
                digest.update(original.read_bytes())
        return digest.hexdigest()


def ok() -> Action:
    """Nothing."""
    return Action()


@checked
def seq(actions: Iterable[Action]) -> Action:
    """All of them, in their order."""
    every = tuple(actions)
    check("seq", "actions", every, Sequence[Action], caller())
    return sum(every, Action())


@checked
def write_file(path: str, text: str) -> Action:
    """The file ``path`` with this text; untouched where it has it already."""
    return _action("write", _inside(path), text)


@checked
def mkdir(path: str) -> Action:
    """The folder ``path`` and those around it."""
    return _action("mkdir", _inside(path))


@checked
def copy(source: str, path: str) -> Action:
    """The file ``path`` as a copy of ``source``, which lies beside ``config.py``."""
    return _action("copy", _inside(path), source)


@checked
def rm(path: str) -> Action:
    """No file or folder at ``path``."""
    return _action("rm", _inside(path))


@checked
def run_cmd(*words: str) -> Action:
    """A program of this machine, run in the folder; its failure is the build's."""
    if not words:
        raise ConfigError("run_cmd needs a program and its arguments", caller())
    return _action("run", *words)


def _action(
    kind: Literal["write", "mkdir", "copy", "rm", "run"], *words: str
) -> Action:
    return Action((Step(kind, words, caller()),))


def _within(file: str, path: str) -> bool:
    """Whether ``file`` is ``path`` or lies in it."""
    return PurePosixPath(file).is_relative_to(path)


def _inside(path: str) -> str:
    pure = PurePosixPath(path)
    if not path or pure.is_absolute() or ".." in pure.parts:
        raise ConfigError(
            f'"{path}" is no path inside the folder of generated files', caller()
        )
    return str(pure)


def _write(step: Step, folder: Path, source: Path) -> None:
    path, text = folder / step.words[0], step.words[1]
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def _mkdir(step: Step, folder: Path, source: Path) -> None:
    (folder / step.words[0]).mkdir(parents=True, exist_ok=True)


def _copy(step: Step, folder: Path, source: Path) -> None:
    path, original = folder / step.words[0], source / step.words[1]
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(original, path)
    except OSError as error:
        raise ConfigError(
            f"cannot copy {step.words[1]}: {error.strerror}", step.location
        ) from None


def _rm(step: Step, folder: Path, source: Path) -> None:
    path = folder / step.words[0]
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _run(step: Step, folder: Path, source: Path) -> None:
    try:
        status = subprocess.run(step.words, cwd=folder, check=False).returncode
    except OSError as error:
        raise ConfigError(
            f"cannot run {step.words[0]}: {error.strerror}", step.location
        ) from None
    if status:
        raise ConfigError(
            f"{shlex.join(step.words)} ended with status {status}", step.location
        )


_DO = {"write": _write, "mkdir": _mkdir, "copy": _copy, "rm": _rm, "run": _run}
