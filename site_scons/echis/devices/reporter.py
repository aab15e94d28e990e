# SPDX-License-Identifier: ISC
"""Reporters: where the lines of ``logging`` go."""

from __future__ import annotations

from typing import Protocol

from echis.type import Typ


class ReporterSignature(Protocol):
    """What a reporter does; after Logs.reporter, levels as in ``logging``."""

    def report(self, source: str, level: int, message: str) -> None:
        """Writes one line of ``source``, or drops it below the source's threshold."""

    def set_level(self, level: int, source: str = "*") -> None:
        """The threshold of ``source`` from now on; ``*`` is every other source."""

    def recent(self) -> list[str]:
        """The lines kept in the ring, oldest first; none without a ring."""


class Reporter(ReporterSignature):
    """The marker of ``reporter``."""


reporter: Typ[Reporter] = Typ(Reporter, "reporter")
