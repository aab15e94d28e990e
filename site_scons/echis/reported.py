# SPDX-License-Identifier: ISC
"""The border where a user's mistake becomes one sentence on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bootstrap import interruption
from echis.errors import ConfigError


@contextmanager
def reported() -> Iterator[None]:
    """Prints a ConfigError of its block and ends the program with status 1."""
    try:
        yield
    except ConfigError as error:
        print(f"echis: {error}", file=sys.stderr)
        sys.exit(1)


def status_of(action: Callable[..., int | None], *args: Any) -> int:
    """The status of an action of the build, whose user's errors are a sentence each."""
    try:
        return action(*args) or 0
    except ConfigError as error:
        interruption.let_it_come()
        sys.stderr.write(f"echis: {error}\n")
        return 1
