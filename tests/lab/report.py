# SPDX-License-Identifier: ISC
"""A reader of what a nested host prints on its console."""

from __future__ import annotations

import base64
import binascii
from collections import deque
from collections.abc import Sequence

from .job import End, Job, Result

_CONSOLE_LINES = 40
_KILLED = frozenset({137, 143})  # 128 + SIGKILL and SIGTERM, sent by timeout(1)


class Transcript:
    """The state of one boot, fed line by line.

    `console` keeps the last lines that are not ours, for a diagnosis.
    """

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._output: list[str] = []
        self.ready: str | None = None
        self.finished = False
        self.running: Job | None = None
        self.results: list[Result] = []
        self.console: deque[str] = deque(maxlen=_CONSOLE_LINES)

    def feed(self, line: str) -> Result | None:
        """Takes one console line; a result when the line completes one."""
        line = line.rstrip("\r\n")
        # Before `@@ready` silences it, the kernel may print ahead of us.
        start = line.find("@@")
        word, _, rest = line[start:].partition(" ")
        if start < 0 or word not in _WORDS:
            self.console.append(line)
            return None
        return self._take(word, rest)

    def _take(self, word: str, rest: str) -> Result | None:
        match word:
            case "@@ready":
                self.ready = rest
            case "@@job":
                self.running, self._output = self._jobs[int(rest)], []
            case "@@out":
                self._output.append(rest)
            case "@@end":
                return self._end(rest.split())
            case "@@bye":
                self.finished = True
            case _:
                self.console.append(rest)
        return None

    def _end(self, words: list[str]) -> Result:
        index, status, start, stop, size = words
        job = self._jobs[int(index)]
        seconds = float(stop) - float(start)
        output = _decoded(self._output, int(size))
        end = End.DONE
        if output is None:
            end, output = End.LOST, "the console garbled the output"
        elif int(status) in _KILLED and seconds >= job.timeout - 1:
            end = End.TIMEOUT
        result = Result(job.name, end, int(status), output, seconds)
        self.results.append(result)
        self.running = None
        return result


_WORDS = frozenset({"@@ready", "@@job", "@@out", "@@end", "@@bye", "@@note"})


def _decoded(lines: Sequence[str], size: int) -> str | None:
    """The text of base64 lines, or None when it has not the size promised."""
    try:
        data = base64.b64decode("".join(lines), validate=True)
    except binascii.Error:
        return None
    return data.decode(errors="replace") if len(data) == size else None
