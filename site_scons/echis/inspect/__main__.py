# SPDX-License-Identifier: ISC
"""``python -m echis.inspect FILE [FILE2]``: one image, or what differs in two."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from echis.errors import ConfigError
from echis.inspect import budget, diff, observed, page, report, text


def main(argv: Sequence[str] | None = None) -> int:
    """0, or 1 after one sentence on the error output; 2 for wrong usage."""
    try:
        sys.stdout.write(output(argv))
    except ConfigError as err:
        print(f"echis: {err}", file=sys.stderr)
        return 1
    return 0


def output(argv: Sequence[str] | None = None) -> str:
    """What is printed for these words; ConfigError where there is nothing to show."""
    return _output(_parser().parse_args(argv))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m echis.inspect",
        description="Shows what a unikernel image is made of.",
    )
    add = parser.add_argument
    add("image", type=Path, metavar="FILE", help="the image")
    add("other", type=Path, metavar="FILE2", nargs="?", help="an image to compare with")
    add("--with", dest="with_", type=Path, metavar="FILE2", help="the same")
    add("--map", type=Path, help="the linker's map of FILE; else FILE.map")
    add("--with-map", type=Path, help="the linker's map of FILE2; else FILE2.map")
    add("--observed", type=Path, help="the results file of the property tests")
    add("--json", action="store_true", help="print JSON and nothing else")
    add("--html", type=Path, metavar="PAGE", help="write the page with the treemap")
    add("--max-size", metavar="N", help="fail above N bytes (300K, 1M) in the file")
    add("--max-mem", metavar="MIB", type=int, help="fail above this measured memory")
    return parser


def _output(options: argparse.Namespace) -> str:
    seen = observed.read(options.observed) if options.observed else None
    found = report.inspect(options.image, options.map, seen)
    limit = budget.parse_size(options.max_size) if options.max_size else None
    budget.check(found, limit, options.max_mem)
    if options.html:
        _write(options.html, page.render(found))
    other = options.other or options.with_
    if other is None:
        return report.to_json(found) + "\n" if options.json else text.render(found)
    change = diff.compare(found, report.inspect(other, options.with_map, seen))
    return diff.to_json(change) + "\n" if options.json else diff.render(change)


def _write(path: Path, content: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    except OSError as err:
        raise ConfigError(f"cannot write {path}: {err.strerror}") from err


if __name__ == "__main__":
    sys.exit(main())
