# SPDX-License-Identifier: ISC
"""What `typing` cannot do without annotations at run time raises, and says so."""

from __future__ import annotations

import platform
from pathlib import Path

from tests.cpython.test_same import build

TRIES = {
    "@runtime_checkable\nclass P(Protocol):\n    pass": (
        "P: isinstance cannot look at a protocol here"
    ),
    "isinstance([], Sequence)": (
        "issubclass() arg 2 must be a class or a tuple of classes"
    ),
    "List()": "a name of typing is only for annotations",
}


def test_what_cannot_work(tmp_path: Path) -> None:
    (tmp_path / "config.py").write_text(
        'from echis import *\nregister("tries", [main("unikernel", job)])\n'
    )
    text = (
        "from typing import List, Protocol, Sequence, runtime_checkable\n\n\n"
        "def start():\n"
    )
    for statement in TRIES:
        lines = "".join(f"        {line}\n" for line in statement.splitlines())
        text += f"    try:\n{lines}    except TypeError as error:\n"
        text += "        print(error)\n"
    (tmp_path / "unikernel.py").write_text(text)
    built = build(tmp_path / "dist", "target=spt", f"app={tmp_path}")
    printed = built.output("tries", "spt", platform.machine())
    assert printed.splitlines() == list(TRIES.values())
