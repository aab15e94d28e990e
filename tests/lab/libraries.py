# SPDX-License-Identifier: ISC
"""The shared libraries that a foreign, dynamically linked program needs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path


def libraries(program: Path) -> dict[str, Path]:
    """Absolute guest paths → files of this machine, empty for a static program."""
    argv = ["ldd", str(program)]
    done = subprocess.run(argv, check=False, capture_output=True, text=True, timeout=30)
    found = re.findall(r"(/\S+) \(0x", done.stdout)
    return {path: Path(path).resolve() for path in found}
