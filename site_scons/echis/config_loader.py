# SPDX-License-Identifier: ISC
"""Running ``config.py``: from a folder to the application it registers."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from echis import c_source, entry, python_errors, verbs
from echis.application import Application, registrations
from echis.device import Device
from echis.engine import all_devices, all_keys, every
from echis.errors import ConfigError
from echis.impl import Dev, If
from echis.key import normal
from echis.location import Location
from echis.module_names import NEEDED, refused
from echis.nearest import hint
from echis.requires import check_requires

FILE = "config.py"


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder, and how the user who stands in ``cwd`` would spell its files."""

    folder: Path
    cwd: Path

    def shown(self, path: Path) -> str:
        """``path`` relative to the user's folder, where it lies below it."""
        inside = path.is_relative_to(self.cwd)
        return str(path.relative_to(self.cwd) if inside else path)

    @property
    def config(self) -> str:
        """The ``config.py`` as errors name it."""
        return self.shown(self.folder / FILE)

    def location(self, file: str, line: int) -> Location:
        """``line`` of a file that Python names ``file``."""
        return Location(self.shown(Path(file)), line)


def load(folder: Path, cwd: Path | None = None) -> Application:
    """The application of ``folder``; a mistake in it is a ConfigError at its line.

    Errors name files relative to ``cwd``, by default the current folder.
    """
    place = _Place(folder.absolute().resolve(), (cwd or Path.cwd()).resolve())
    code = _compiled(place)
    with registrations() as found, _importing_from(place.folder):
        _run(code, place)
    if not found.applications:
        raise ConfigError(
            'nothing is registered: end it with register("NAME", [JOB, …])',
            Location(place.config),
        )
    shown = Path(place.config).parent
    warnings = tuple(
        (place.location(where.file, where.line), text)
        for text, where in found.warnings.items()
    )
    application = replace(
        found.applications[0], folder=place.folder, shown=shown, warnings=warnings
    )
    _check(application)
    return replace(application, warnings=(*warnings, *_renamed(application)))


def _renamed(application: Application) -> list[tuple[Location, str]]:
    """What is told of old names that the application uses."""
    choices = (one for one in every(application.all_jobs) if isinstance(one, If))
    found = dict.fromkeys(one.renamed for one in choices if one.renamed)
    return [(application.location, text) for text in found]


def load_all(
    folders: Sequence[Path], cwd: Path | None = None, lenient: bool = False
) -> tuple[Application, ...]:
    """The applications of ``folders``; two of one name are refused.

    ``lenient`` passes over a folder without a ``config.py``: help and -c serve there.
    """
    found: dict[str, Application] = {}
    for folder in folders:
        if lenient and not (folder / FILE).exists():
            continue
        application = load(folder, cwd)
        other = found.setdefault(normal(application.name), application)
        if other is not application:
            raise ConfigError(
                f'the application at {other.location} is called "{other.name}", '
                f"and their images would be one file",
                application.location,
            )
    return tuple(found.values())


def _compiled(place: _Place) -> Any:
    path, shown = place.folder / FILE, place.config
    here = Location(place.shown(place.folder))
    if not place.folder.is_dir():
        raise ConfigError(f"there is no such folder{_other_folder(place)}", here)
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise ConfigError("it is no ordinary file", Location(shown))
    try:
        source = path.read_bytes()
        check_requires(source, shown)
        return compile(source, shown, "exec", dont_inherit=True)
    except FileNotFoundError:
        raise ConfigError("there is no config.py in this folder", here) from None
    except OSError as err:
        raise ConfigError(f"cannot be read: {err.strerror}", Location(shown)) from None
    except SyntaxError as err:
        where = Location(shown, err.lineno or 0)
        raise ConfigError(f"syntax error: {err.msg}", where) from None
    except ValueError as err:
        raise ConfigError(f"cannot be read as Python: {err}", Location(shown)) from None
    except (RecursionError, MemoryError):
        raise ConfigError("it is nested too deeply", Location(shown)) from None


def _other_folder(place: _Place) -> str:
    found = place.folder.parent.glob(f"*/{FILE}")
    shown = sorted(place.shown(path.parent) for path in found)
    other = hint(place.shown(place.folder), shown)
    return other or "; app= names one that holds a config.py"


def _run(code: Any, place: _Place) -> None:
    namespace = {"__name__": "config", "__file__": str(place.folder / FILE)}
    try:
        # What it prints is for its author; stdout belongs to verbs and images.
        with redirect_stdout(sys.stderr):
            exec(code, namespace)
    except ConfigError as err:
        if err.location is None:
            raise
        where = place.location(err.location.file, err.location.line)
        raise ConfigError(err.message, where) from None
    except SyntaxError as err:
        where = place.location(err.filename or place.config, err.lineno or 0)
        raise ConfigError(f"syntax error: {err.msg}", where) from None
    except SystemExit:
        raise ConfigError("SystemExit ends the build here", _line(place)) from None
    except KeyboardInterrupt:
        raise
    except BaseException as err:
        where = _line(place)
        source = (place.cwd / where.file).read_bytes()
        said = python_errors.sentence(err, source, where.line)
        raise ConfigError(said, where) from None


def _line(place: _Place) -> Location:
    """The innermost line of the user's own files that the exception passed."""
    where = Location(place.config)
    for frame in traceback.extract_tb(sys.exc_info()[2]):
        own = Path(frame.filename).is_relative_to(place.folder)
        if own or frame.filename == place.config:
            where = place.location(frame.filename, frame.lineno or 0)
    return where


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
    for key in all_keys(application.all_jobs):
        if kind := verbs.reserved(key.name):
            raise ConfigError(
                f'"{key.name}" is {kind} of the build and cannot name a key',
                key.location,
            )
    for device in all_devices(application.all_jobs):
        _check_files(application, device)
    _check_hidden(application)
    for one in every(application.all_jobs):
        if isinstance(one, Dev) and one.device.source:
            entry.check(application.folder, application.shown, one)


def _check_files(application: Application, device: Device) -> None:
    for name in device.c_modules:
        _check_c_module(application, name, device.location)
    for name in device.local_libs:
        if not (application.folder / name).is_dir():
            raise ConfigError(
                f'local_libs names "{name}", and there is no such folder beside '
                f"config.py",
                device.location,
            )


def _check_hidden(application: Application) -> None:
    """Refuse files that would be imported in place of the runtime's."""
    devices = all_devices(application.all_jobs)
    for lib in dict.fromkeys(["", *(lib for d in devices for lib in d.local_libs)]):
        folder = application.folder / lib
        own = sorted(path.stem for path in folder.glob("echis_*"))
        for name in (*NEEDED, *own):
            if path := entry.source([folder], name):
                where = application.shown / path.relative_to(application.folder)
                raise ConfigError(refused(name), Location(str(where)))


def _check_c_module(application: Application, name: str, where: Location) -> None:
    path = application.folder / name
    if not path.is_file():
        raise ConfigError(f"there is no {name} beside config.py", where)
    c_source.check(path, str(application.shown / name))
