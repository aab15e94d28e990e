# SPDX-License-Identifier: ISC
"""TOML files read field by field: every error names the file and the key."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

import tomli

from echis.errors import ConfigError
from echis.location import Location


class Taken(ABC):
    """A table whose fields are each taken once, then `done` is called."""

    _data: dict[str, Any]

    @abstractmethod
    def error(self, key: str, problem: str) -> ConfigError:
        """A ConfigError about one key of this table."""

    def done(self) -> None:
        """Refuses the keys that nobody took."""
        for key in self._data:
            raise self.error(key, "is not known here")


class Table(Taken):
    """One TOML table of a file."""

    def __init__(self, file: Path, data: dict[str, Any], where: str = "") -> None:
        self._location = Location(str(file))
        self._file = file
        self._data = dict(data)
        self._where = where

    def error(self, key: str, problem: str) -> ConfigError:
        """A ConfigError about one key of this table."""
        return ConfigError(f"{self._where}{key}: {problem}", self._location)

    def _take(self, key: str, kind: type, default: Any) -> Any:
        if key not in self._data:
            if default is None:
                raise self.error(key, "is missing")
            return default
        value = self._data.pop(key)
        if not isinstance(value, kind) or isinstance(value, bool) != (kind is bool):
            raise self.error(key, f"must be a {kind.__name__}, not {value!r}")
        return value

    def string(self, key: str, default: str | None = None) -> str:
        """A string."""
        text: str = self._take(key, str, default)
        return text

    def integer(self, key: str, default: int | None = None) -> int:
        """An integer."""
        number: int = self._take(key, int, default)
        return number

    def boolean(self, key: str, default: bool | None = None) -> bool:
        """A truth value."""
        truth: bool = self._take(key, bool, default)
        return truth

    def strings(
        self, key: str, default: tuple[str, ...] | None = None
    ) -> tuple[str, ...]:
        """A list of strings, as a tuple."""
        items = self._take(key, list, None if default is None else list(default))
        if not all(isinstance(item, str) for item in items):
            raise self.error(key, "must be a list of strings")
        return tuple(items)

    def table(self, key: str) -> Table:
        """A sub-table; an absent one is empty."""
        return Table(self._file, self._take(key, dict, {}), f"{self._where}{key}.")

    def tables(self, key: str) -> list[Table]:
        """An array of tables; an absent one is empty."""
        items = self._take(key, list, [])
        return [
            Table(self._file, item, f"{self._where}{key}[{index}].")
            for index, item in enumerate(items)
        ]


def read(file: Path) -> Table:
    """The top table of a TOML file; ConfigError when it cannot be read."""
    try:
        return Table(file, tomli.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ConfigError("there is no such file", Location(str(file))) from None
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"is not TOML: {error}", Location(str(file))) from None
