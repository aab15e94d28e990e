# SPDX-License-Identifier: ISC
"""The fuzzer of the tenders' readers."""

from __future__ import annotations

from pathlib import Path

from tests.conformance.images import ROOT
from tests.sanitized import Program

from .tender import ARCH

_FUZZ = Path(__file__).parent / "fuzz"
_COMMON = ROOT / "tenders" / "common"
_SOURCES = [
    *sorted(_FUZZ.glob("*.c")),
    *(_COMMON / name for name in ("elf_image.c", "elf_layout.c", "manifest.c")),
    *(_COMMON / name for name in ("number.c", f"arch_{ARCH}.c")),
]
PROGRAM = Program("fuzz", _SOURCES, (_FUZZ, _COMMON, ROOT / "runtime" / "include"))
