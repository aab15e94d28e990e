# SPDX-License-Identifier: ISC
"""`python -m tests.conformance`: what was observed, as a Markdown table of
target × arch × property, and how each target was run on this machine.
"""

from __future__ import annotations

import sys

from echis.inspect import observed
from tests.lab.ways import way

from . import images

_MARKS = {"passed": "yes", "failed": "**no**", "skipped": "n/a"}


def main() -> int:
    """Prints the table; 1 when no test has run yet."""
    file = images.build() / "observed.json"
    if not file.exists():
        print(f"{file} is not there; `./scons test` writes it", file=sys.stderr)
        return 1
    for line in table(observed.read(file)):
        print(line)
    return 0


def table(results: observed.Observed) -> list[str]:
    """A column for each target and arch, a row for each property."""
    columns = sorted({(target, arch) for target, arch, _ in results})
    heads = [f"{target} {arch}" for target, arch in columns]
    ways = [way(target, arch).value for target, arch in columns]
    rows = [["property", *heads], ["---"] * (len(heads) + 1), ["run", *ways]]
    for name in sorted({name for _, _, name in results}):
        rows.append([name, *(_mark(results, column, name) for column in columns)])
    return [f"| {' | '.join(row)} |" for row in rows]


def _mark(results: observed.Observed, column: tuple[str, str], name: str) -> str:
    found = results.get((*column, name))
    return _MARKS[found.outcome] if found else ""


if __name__ == "__main__":
    sys.exit(main())
