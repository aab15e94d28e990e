# SPDX-License-Identifier: ISC
"""Running ``config.py``: from a folder to the application it registers."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from echis import verbs
from echis.application import Application, registrations
from echis.engine import all_devices
from echis.errors import ConfigError
from echis.key import normal
from echis.location import Location
from echis.unikernel import check_source

FILE = "config.py"


def load(folder: Path) -> Application:
    """The application of ``folder``; a mistake in it is a ConfigError at its line."""
    path = folder / FILE
    shown = _shown(path)
    code = _compiled(path, shown)
    with registrations() as found, _importing_from(folder.resolve()):
        _run(code, shown)
    if not found:
        raise ConfigError(
            'nothing is registered: end it with register("NAME", [JOB, …])',
            Location(shown),
        )
    application = replace(found[0], folder=folder.resolve())
    _check(application)
    return application


def load_all(folders: Sequence[Path]) -> tuple[Application, ...]:
    """The applications of ``folders``; two of one name are refused."""
    found: dict[str, Application] = {}
    for folder in folders:
        application = load(folder)
        other = found.setdefault(normal(application.name), application)
        if other is not application:
            raise ConfigError(
                f'the application at {other.location} is called "{other.name}", '
                f"and their images would be one file",
                application.location,
            )
    return tuple(found.values())


def _shown(path: Path) -> str:
    relative = os.path.relpath(path)
    return str(path.absolute()) if relative.startswith("..") else relative


def _compiled(path: Path, shown: str) -> Any:
    if not path.parent.is_dir():
        raise ConfigError(
            "there is no such folder; app= names one that holds a config.py",
            Location(str(Path(shown).parent)),
        )
    try:
        return compile(path.read_bytes(), shown, "exec", dont_inherit=True)
    except FileNotFoundError:
        raise ConfigError(
            "there is no config.py in this folder", Location(str(Path(shown).parent))
        ) from None
    except OSError as err:
        raise ConfigError(f"cannot be read: {err.strerror}", Location(shown)) from None
    except SyntaxError as err:
        raise ConfigError(
            f"syntax error: {err.msg}", Location(shown, err.lineno or 0)
        ) from None
    except ValueError as err:
        raise ConfigError(f"cannot be read as Python: {err}", Location(shown)) from None


def _run(code: Any, shown: str) -> None:
    namespace = {"__name__": "config", "__file__": shown, "__builtins__": __builtins__}
    try:
        exec(code, namespace)
    except ConfigError:
        raise
    except SyntaxError as err:
        where = Location(_shown(Path(err.filename or shown)), err.lineno or 0)
        raise ConfigError(f"syntax error: {err.msg}", where) from None
    except SystemExit:
        raise ConfigError(
            "config.py ends the build here by SystemExit", _place(shown)
        ) from None
    except Exception as err:
        said = traceback.format_exception_only(err)[-1].strip()
        raise ConfigError(said, _place(shown)) from None


def _place(shown: str) -> Location:
    """The innermost line of the user's own files that the exception passed."""
    folder = Path(shown).parent.resolve()
    place = Location(shown)
    for frame in traceback.extract_tb(sys.exc_info()[2]):
        if Path(frame.filename).resolve().is_relative_to(folder):
            place = Location(_shown(Path(frame.filename)), frame.lineno or 0)
    return place


@contextmanager
def _importing_from(folder: Path) -> Iterator[None]:
    """Imports find the folder's own modules first, and leave nothing behind."""
    before, written = list(sys.path), sys.dont_write_bytecode
    known = set(sys.modules)
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.path[:], sys.dont_write_bytecode = before, written
        for name in set(sys.modules) - known:
            file = getattr(sys.modules[name], "__file__", None)
            if file and Path(file).is_relative_to(folder):
                del sys.modules[name]


def _check(application: Application) -> None:
    if kind := verbs.reserved(application.name):
        raise ConfigError(
            f'"{application.name}" is {kind} of the build and cannot name an '
            f"application",
            application.location,
        )
    folder = Path(application.location.file).parent
    for device in all_devices(application.jobs):
        for key in device.keys:
            if kind := verbs.reserved(key.name):
                raise ConfigError(
                    f'"{key.name}" is {kind} of the build and cannot name a key',
                    key.location,
                )
        for name in device.c_modules:
            if not (application.folder / name).is_file():
                raise ConfigError(
                    f"there is no {name} beside config.py", device.location
                )
        if device.source:
            check_source(application.folder, folder, device)
