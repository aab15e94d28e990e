# SPDX-License-Identifier: ISC
"""`python -m tests.conformance [docs/building.md]`: what was observed, as a Markdown
table of target × arch × property, and how each target was run on this machine; into
that file, where one is named.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from echis.inspect import observed
from tests.lab.ways import way

from . import images

_MARKS = {"passed": "yes", "failed": "**no**", "skipped": "n/a"}


_BEGIN, _END = "<!-- observed -->", "<!-- /observed -->"


def main(given: Sequence[str]) -> int:
    """Prints or writes the table; 1 when no test has run yet."""
    file = images.build() / "observed.json"
    if not file.exists():
        print(f"{file} is not there; `./scons test` writes it", file=sys.stderr)
        return 1
    lines = table(observed.read(file))
    if given:
        page = Path(given[0])
        page.write_text(_replaced(page.read_text(encoding="utf-8"), lines), "utf-8")
    else:
        print("\n".join(lines))
    return 0


def in_page(text: str) -> list[str]:
    """The lines of the table that a page has."""
    return text.partition(f"{_BEGIN}\n")[2].partition(_END)[0].splitlines()


def _replaced(text: str, lines: Sequence[str]) -> str:
    before, begin, rest = text.partition(f"{_BEGIN}\n")
    _, end, after = rest.partition(_END)
    if not (begin and end):
        raise SystemExit(f"the page lacks the lines {_BEGIN} and {_END}")
    return "".join([before, begin, *(f"{line}\n" for line in lines), end, after])


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
    sys.exit(main(sys.argv[1:]))
