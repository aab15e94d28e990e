# SPDX-License-Identifier: ISC
"""Every mistake below tests/failing is told in the sentence of its expected.txt.

A case is a config.py (for the target in target.txt), folders that hold one each, or a
command line. After a
deliberate change, UPDATE_EXPECTED=1 writes the sentences anew: read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from echis import arguments, config_loader, configuring
from echis.errors import ConfigError
from echis.info import of

CASES = Path(__file__).parents[1] / "failing"


@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_failing(case: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = CASES / case
    monkeypatch.chdir(folder)
    with pytest.raises(ConfigError) as caught:
        _provoke(folder, tmp_path)
    got = f"{caught.value}\n"
    assert got.count("\n") == 1, "a mistake is told in one line"
    expected = folder / "expected.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(got, encoding="utf-8")
    assert got == expected.read_text(encoding="utf-8")


def _provoke(folder: Path, root: Path) -> None:
    command = folder / "command.txt"
    if command.exists():
        _parse(command.read_text().rstrip("\n").split(" "), root)
        return
    below = sorted(p.parent for p in Path().glob("*/config.py"))
    for application in config_loader.load_all(below or [Path()]):
        of(application, _target(folder)).check_built()


def _target(folder: Path) -> str:
    """The target of a case: in its target.txt, or spt."""
    file = folder / "target.txt"
    return file.read_text().strip() if file.exists() else "spt"


def _parse(words: list[str], root: Path) -> None:
    for target in ("hvt", "spt", "virtio"):
        place = root / "runtime" / "bindings" / target
        place.mkdir(parents=True)
        (place / "target.toml").touch()
    values = dict(w.split("=", 1) for w in words if "=" in w)
    verbs = [word for word in words if "=" not in word]
    request = arguments.parse(values, verbs, root, Path())
    configuring.contexts(request, config_loader.load_all(request.apps))
