# SPDX-License-Identifier: ISC
"""Whole processes, timed in turn, so that a noisy machine is noisy to all alike."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping


def in_turn(
    figures: Mapping[str, Callable[[], float]], rounds: int
) -> dict[str, list[float]]:
    """Every figure once a round, for `rounds` rounds after one that is not counted."""
    seen: dict[str, list[float]] = {name: [] for name in figures}
    for number in range(rounds + 1):
        for name, once in figures.items():
            value = once()
            if number:
                seen[name].append(value)
    return seen


def milliseconds(words: list[str]) -> float:
    """From exec to exit of a command that must end with status 0."""
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter_ns()
    pid = os.posix_spawn(words[0], words, os.environ, file_actions=quiet)
    status = os.waitpid(pid, 0)[1]
    spent = (time.perf_counter_ns() - start) / 1_000_000
    if status:
        raise RuntimeError(f"{words[0]} ended with status {status}")
    return spent
