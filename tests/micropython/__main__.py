# SPDX-License-Identifier: ISC
"""`python -m tests.micropython record`: makes baseline.toml anew.
`python -m tests.micropython table`: the groups of the suite, as Markdown.
"""

from __future__ import annotations

import sys

from tests.lab.errors import Missing

from . import baseline, table


def main(words: list[str]) -> int:
    """The exit status of the verb."""
    if words == ["record"]:
        return _record()
    if words == ["table"]:
        print("\n".join(table.by_group()))
        return 0
    print(__doc__, file=sys.stderr)
    return 64


def _record() -> int:
    try:
        made = baseline.record()
    except Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    baseline.FILE.write_text(baseline.dumps(made), encoding="utf-8")
    counts = (len(made.passed), len(made.failed), len(made.skipped))
    print("{} passed, {} failed, {} skipped".format(*counts))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
