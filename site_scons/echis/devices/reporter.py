# SPDX-License-Identifier: ISC
"""Reporters: where the lines of ``logging`` go."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Literal, Protocol

from echis.checked import checked
from echis.devices.clock import Pclock, pclock
from echis.impl import impl
from echis.info import Info
from echis.mirage_key import logs
from echis.type import Impl, Typ


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


Level = Literal["quiet", "app", "error", "warning", "info", "debug"]


def _reporter(info: Info, module: str, args: Sequence[str]) -> str:
    return f"{module}.connect({', '.join(args)})"


def _silent(info: Info, module: str, args: Sequence[str]) -> str:
    return f"{module}.Reporter()"


_CLOCKED: Any = pclock >> reporter


@checked
def default_reporter(
    *,
    clock: Impl[Pclock] | None = None,
    ring_size: int | None = None,
    level: Level = "info",
) -> Impl[Reporter]:
    """Log lines on the console, with their time; ``--logs`` sets each source's level.

    ``ring_size`` lines are kept in memory. In an image that logs nothing, nothing of
    it is linked.
    """
    made: Impl[Reporter] = impl(
        "default_reporter",
        _CLOCKED if clock else reporter,
        module="echis_reporter",
        arguments=[f"key_gen.{logs.function}()", json.dumps(level), repr(ring_size)],
        connect=_reporter,
        keys=[logs],
        early=True,
    )
    return made(clock) if clock else made  # type: ignore[operator]


# No log lines.
no_reporter: Impl[Reporter] = impl(
    "no_reporter", reporter, module="echis_no_reporter", connect=_silent, early=True
)
