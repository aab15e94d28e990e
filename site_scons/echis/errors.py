# SPDX-License-Identifier: ISC
"""The user's errors: one sentence each, with the place it is about."""

from __future__ import annotations

from echis.location import Location


class ConfigError(Exception):
    """A mistake the user can mend. Our own mistakes are assertions instead."""

    def __init__(self, message: str, location: Location | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.location = location

    def __str__(self) -> str:
        return f"{self.location}: {self.message}" if self.location else self.message
