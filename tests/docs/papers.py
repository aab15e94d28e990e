# SPDX-License-Identifier: ISC
"""The papers, and the commands in them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAPERS = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_PLAIN = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(\./scons [^`]+|python -m [^`]+|eval [^`]+)`")


def blocks(paper: Path, language: str) -> list[str]:
    """The blocks of one language in a paper."""
    return [
        text for kind, text in _BLOCK.findall(paper.read_text()) if kind == language
    ]


def lines(language: str) -> list[str]:
    """Every line of the papers' blocks of one language, each once."""
    texts = [text for paper in PAPERS for text in blocks(paper, language)]
    return list(dict.fromkeys(line for text in texts for line in text.splitlines()))


def inline() -> list[str]:
    """The commands that stand in sentences, each once."""
    texts = [_PLAIN.sub("", paper.read_text()) for paper in PAPERS]
    return list(dict.fromkeys(c for text in texts for c in _INLINE.findall(text)))
