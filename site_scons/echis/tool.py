# SPDX-License-Identifier: ISC
"""``Tool``: the command line, for programs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str, cwd: Path | None = None) -> int:
    """Does what ``./scons WORDS`` does, and gives its exit status."""
    command = [sys.executable, str(ROOT / "scons"), *words]
    return subprocess.run(command, cwd=cwd or Path.cwd(), check=False).returncode
