# SPDX-License-Identifier: ISC
"""The lock's TOML, taken field by field, each mistake at its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from echis.errors import ConfigError
from echis.location import Location
from echis.tables import Taken

ENTRY = "[[entry]]"


class Lines:
    """The line of each entry and key, which a TOML reader does not keep."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._starts = [
            number
            for number, line in enumerate(self._lines, 1)
            if line.replace(" ", "").startswith(ENTRY)
        ]

    def at(self, index: int, key: str = "", item: int = 0) -> Location:
        """The line of a key in the entry of this index, or of its `item`-th value."""
        if index >= len(self._starts):
            return Location(str(self._path))
        start = self._starts[index]
        later = self._starts[index + 1 :]
        end = later[0] - 1 if later else len(self._lines)
        for number in range(start, end):
            if key and re.match(rf"{re.escape(key)}\s*=", self._lines[number].strip()):
                inside = item and self._lines[number].rstrip().endswith("[")
                return Location(str(self._path), number + 1 + (item if inside else 0))
        return Location(str(self._path), start)


class Fields(Taken):
    """One table of an entry, taken field by field."""

    def __init__(
        self, data: object, lines: Lines, index: int, inside: str = "", item: int = 0
    ) -> None:
        self._lines, self._index = lines, index
        self._inside, self._item = inside, item
        if not isinstance(data, dict):
            raise self.error("", "must be a table")
        self._data: dict[str, Any] = dict(data)

    def error(self, key: str, problem: str) -> ConfigError:
        """A ConfigError about one key of this table."""
        if self._inside:
            where = self._lines.at(self._index, self._inside, self._item)
            return ConfigError(f"{self._inside}: {key}: {problem}", where)
        return ConfigError(f"{key}: {problem}", self._lines.at(self._index, key))

    def string(
        self, key: str, shape: re.Pattern[str] | None = None, *, needed: bool = True
    ) -> str:
        """A string of this shape; an absent one is empty where it is not needed."""
        if key not in self._data:
            if needed:
                raise self.error(key, "is missing")
            return ""
        value = self._data.pop(key)
        if not isinstance(value, str) or not value:
            raise self.error(key, f"must be a text, not {value!r}")
        if shape and not shape.fullmatch(value):
            raise self.error(key, f"{value!r} is not of the form {shape.pattern}")
        return value

    def strings(self, key: str, shape: re.Pattern[str]) -> tuple[str, ...]:
        """A list of strings of this shape; an absent list is empty."""
        values = self._data.pop(key, [])
        if not isinstance(values, list):
            raise self.error(key, "must be a list of texts")
        for value in values:
            if not isinstance(value, str) or not shape.fullmatch(value):
                raise self.error(key, f"{value!r} is not of the form {shape.pattern}")
        return tuple(values)

    def size(self, key: str) -> int:
        """A positive number."""
        value = self._data.pop(key, None)
        if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
            raise self.error(key, f"must be a number above 0, not {value!r}")
        return value

    def items(self, key: str) -> list[Fields]:
        """The tables of a list; an absent list is empty."""
        values = self._data.pop(key, [])
        if not isinstance(values, list):
            raise self.error(key, "must be a list of tables")
        return [
            Fields(value, self._lines, self._index, key, number)
            for number, value in enumerate(values, 1)
        ]
