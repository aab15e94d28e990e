# SPDX-License-Identifier: ISC
"""Exec to exit on spt: one print in Python, the same in C, and /bin/true."""

from __future__ import annotations

from functools import partial

from bench.figure import Found, Goal, ratio, spread
from bench.measure import in_turn, milliseconds
from bench.place import Place

ROUNDS = 400
RATIOS = (
    (Goal("Python hello / C hello", limit=1.5), "python", "c"),
    (Goal("Python hello / /bin/true", limit=2.0), "python", "true"),
    (Goal("--mem=4096 / --mem=2", limit=1.1), "python 4096", "python 2"),
)
TIMES = (
    (Goal("/bin/true, exec to exit", "ms"), "true"),
    (Goal("C hello on spt", "ms"), "c"),
    (Goal("Python hello on spt", "ms"), "python"),
)
GOALS = tuple(goal for goal, *_ in (*RATIOS, *TIMES))


def measure(place: Place) -> Found:
    """Ratios and times, at the tender's default memory where none is named."""
    place.build(place.root / "bench" / "hello")
    tender, image = str(place.tender), str(place.image("one-print"))
    commands = {
        "true": ["/bin/true"],
        "c": [tender, "--", str(place.c_hello), "Hello_Solo5"],
        "python": [tender, "--", image],
        "python 2": [tender, "--mem=2", "--", image],
        "python 4096": [tender, "--mem=4096", "--", image],
    }
    once = {name: partial(milliseconds, words) for name, words in commands.items()}
    seen = in_turn(once, ROUNDS)
    ratios = {g.figure: ratio(seen[over], seen[under]) for g, over, under in RATIOS}
    return {**ratios, **{g.figure: spread(seen[name]) for g, name in TIMES}}
