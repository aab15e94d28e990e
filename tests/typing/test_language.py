# SPDX-License-Identifier: ISC
"""mypy and the language of config.py: each mistake at its line, nothing else."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path

from mypy import api

ROOT = Path(__file__).resolve().parents[2]
FILE = Path(__file__).with_name("cases") / "language.py"


def _expected() -> dict[int, list[str]]:
    lines = enumerate(FILE.read_text(encoding="utf-8").splitlines(), 1)
    found = {
        number: re.findall(r"# E: (.*?)(?= # E:|$)", line) for number, line in lines
    }
    return {number: words for number, words in found.items() if words}


def _told(tmp_path: Path) -> dict[int, list[str]]:
    arguments = ["--strict", "--output=json", f"--cache-dir={tmp_path}", str(FILE)]
    out, err, _ = api.run(["--config-file", str(ROOT / "pyproject.toml"), *arguments])
    assert not err, err
    found: dict[int, list[str]] = defaultdict(list)
    for error in map(json.loads, out.splitlines()):
        if error["severity"] == "error":
            assert error["file"].endswith("language.py"), error
            found[error["line"]].append(error["message"])
    return dict(found)


def test_language(tmp_path: Path) -> None:
    expected, told = _expected(), _told(tmp_path)
    assert sorted(told) == sorted(expected), told
    for line, words in expected.items():
        messages = "\n".join(told[line])
        assert all(one in messages for one in words), f"{line}: {messages}"
        assert len(words) == len(told[line]), f"{line}: {messages}"
