# SPDX-License-Identifier: ISC
"""Progress on stderr: a redrawn line on a terminal, one line per step elsewhere."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TextIO

_REDRAW_SECONDS = 0.1


class Progress:
    """What is being done, how much of how much. `stream` None says nothing."""

    def __init__(self, stream: TextIO | None = sys.stderr) -> None:
        self._stream = stream
        self._terminal = stream is not None and stream.isatty()
        self._drawn = 0
        self._last = 0.0

    def step(self, text: str) -> None:
        """One line that stays."""
        if self._stream:
            self._clear()
            print(f"echis: {text}", file=self._stream, flush=True)

    def amount(self, text: str, done: int, total: int) -> None:
        """Bytes so far; drawn in place, and only on a terminal."""
        now = time.monotonic()
        if not self._terminal or (done < total and now - self._last < _REDRAW_SECONDS):
            return
        self._last = now
        self._draw(f"echis: {text}: {size(done)} of {size(total)}")

    def done(self) -> None:
        """Ends a redrawn line."""
        self._clear()

    def _draw(self, line: str) -> None:
        if self._stream:
            line = line[: shutil.get_terminal_size().columns - 1]
            print(f"\r{line:{self._drawn}}", end="", file=self._stream, flush=True)
            self._drawn = len(line)

    def _clear(self) -> None:
        if self._stream and self._drawn:
            print(f"\r{'':{self._drawn}}\r", end="", file=self._stream, flush=True)
            self._drawn = 0


def size(count: float) -> str:
    """A number of bytes for people: ``5.9 MB``."""
    for unit in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"
