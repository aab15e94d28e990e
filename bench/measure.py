# SPDX-License-Identifier: ISC
"""Whole processes, timed in turn, so that a noisy machine is noisy to all alike."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Microseconds from exec to exit: median, and the quartiles as its spread."""

    median: float
    low: float
    high: float


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Timing]:
    """Every command once a round, for `rounds` rounds after one that is not counted."""
    seen: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, words in commands.items():
            spent = once(words)
            if number:
                seen[name].append(spent)
    return {name: timing(values) for name, values in seen.items()}


def timing(values: Sequence[float]) -> Timing:
    """The median and quartiles of at least two values."""
    low, median, high = statistics.quantiles(values, n=4)
    return Timing(median, low, high)


def once(words: Sequence[str]) -> float:
    """Microseconds from exec to exit of a command that must end with status 0."""
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter_ns()
    pid = os.posix_spawn(words[0], words, os.environ, file_actions=quiet)
    status = os.waitpid(pid, 0)[1]
    spent = (time.perf_counter_ns() - start) / 1000
    if status:
        raise RuntimeError(f"{words[0]} ended with status {status}")
    return spent
