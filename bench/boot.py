# SPDX-License-Identifier: ISC
"""Exec to exit on spt: one print in Python, the same in C, and /bin/true."""

from __future__ import annotations

from pathlib import Path

from bench.measure import Timing, in_turn

ROUNDS = 400

# (figure, numerator, denominator, goal: at most)
GOALS = (
    ("Python hello / C hello", "python", "c", 1.5),
    ("Python hello / /bin/true", "python", "true", 2.0),
    ("--mem=4096 / --mem=2", "python 4096", "python 2", 1.1),
)


def measure(dist: Path, c_hello: Path) -> dict[str, Timing]:
    """Timings of every command, at the tender's default memory where none is named."""
    tender, image = str(dist / "solo5-spt"), str(dist / "one-print.spt")
    return in_turn(
        {
            "true": ["/bin/true"],
            "c": [tender, "--", str(c_hello), "Hello_Solo5"],
            "python": [tender, "--", image],
            "python 2": [tender, "--mem=2", "--", image],
            "python 4096": [tender, "--mem=4096", "--", image],
        },
        ROUNDS,
    )
