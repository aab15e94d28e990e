# SPDX-License-Identifier: ISC
"""Runs mypy once for each item on stdin, in a process of its own.

mypy keeps global state and cannot share a process with a build of many threads.
"""

from __future__ import annotations

import json
import os
import sys

from mypy import api


def main() -> None:
    """Writes what each run printed, and its status, to stdout."""
    json.dump([_run(*item) for item in json.load(sys.stdin)], sys.stdout)


def _run(path: list[str], arguments: list[str]) -> tuple[str, str, int]:
    os.environ["MYPYPATH"] = os.pathsep.join(path)
    return api.run(arguments)


if __name__ == "__main__":
    main()
