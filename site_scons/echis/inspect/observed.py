# SPDX-License-Identifier: ISC
"""What the property tests saw at run time, read from their results file.

``{"format": 1, "results": [{"target": "spt", "arch": "x86_64", "test": "wnox",
"outcome": "passed" | "failed" | "skipped", "reason": "…"}, …]}``
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from echis.errors import ConfigError
from echis.location import Location

FORMAT = 1
_OUTCOMES = ("passed", "failed", "skipped")


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of one property test on one target and arch."""

    outcome: str
    reason: str = ""


Observed = Mapping[tuple[str, str, str], Result]


def read(path: Path) -> Observed:
    """Results by target, arch and test; ConfigError when the file is not such."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as err:
        raise ConfigError(f"cannot read the results {path}: {err.strerror}") from err
    except ValueError as err:
        raise ConfigError(f"the results are not JSON: {err}", _at(path)) from err
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ConfigError(f"the results are not of format {FORMAT}", _at(path))
    rows = raw.get("results")
    if not isinstance(rows, list):
        raise ConfigError("the results have no list 'results'", _at(path))
    return dict(_row(row, path) for row in rows)


def to_json(results: Observed) -> str:
    """The results file's text, in a fixed order."""
    rows = [
        {"target": t, "arch": a, "test": name, "outcome": r.outcome, "reason": r.reason}
        for (t, a, name), r in sorted(results.items())
    ]
    return json.dumps({"format": FORMAT, "results": rows}, indent=1) + "\n"


def _row(row: Any, path: Path) -> tuple[tuple[str, str, str], Result]:
    names = ("target", "arch", "test", "outcome")
    if not isinstance(row, dict) or not all(isinstance(row.get(n), str) for n in names):
        raise ConfigError(f"a result lacks one of {', '.join(names)}", _at(path))
    if row["outcome"] not in _OUTCOMES:
        raise ConfigError(
            f"the outcome {row['outcome']!r} of {row['test']} is none of "
            f"{', '.join(_OUTCOMES)}",
            _at(path),
        )
    key = (row["target"], row["arch"], row["test"])
    return key, Result(row["outcome"], str(row.get("reason", "")))


def _at(path: Path) -> Location:
    return Location(str(path))
