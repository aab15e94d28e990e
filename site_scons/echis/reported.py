# SPDX-License-Identifier: ISC
"""The border where a user's mistake becomes one sentence on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from echis.errors import ConfigError


@contextmanager
def reported() -> Iterator[None]:
    """Prints a ConfigError of its block and ends the program with status 1."""
    try:
        yield
    except ConfigError as error:
        print(f"echis: {error}", file=sys.stderr)
        sys.exit(1)
