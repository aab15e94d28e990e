# SPDX-License-Identifier: ISC
"""Programs that the build runs: compilers, linkers, the tools of the vendored trees.

They see one environment, which holds nothing that says where headers or libraries
are: what a build makes does not depend on its user's shell.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

from bootstrap import interruption

# What finds other programs, and where temporary files go.
_KEPT = ("PATH", "HOME", "TMPDIR")


def environment() -> dict[str, str]:
    """The environment of every program of the build."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {"PATH": os.defpath, **kept, "LANG": "C", "PYTHONUTF8": "1"}


def status(words: Sequence[str]) -> int:
    """The exit status of a program; 127, and a sentence, where it cannot be run.

    What it prints goes to the error output: the other one belongs to the verbs.
    """
    try:
        ended = subprocess.call(words, env=environment(), stdout=sys.stderr)
    except OSError as error:
        print(f"echis: {words[0]}: {error.strerror}", file=sys.stderr)
        return 127
    if ended:
        interruption.let_it_come()
    return ended


def output(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """A program that has ended, with what it printed.

    It is out of Ctrl-C's reach, and does not answer with a traceback of its own.
    """
    return subprocess.run(
        words,
        env=environment(),
        check=False,
        capture_output=True,
        text=True,
        errors="replace",
        start_new_session=True,
    )
