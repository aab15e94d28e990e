# SPDX-License-Identifier: ISC
"""`lock update=NAME` as it is typed, with the machine's own index."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from echis import lock
from tests.build.conftest import copy_of_tree, scons_in

NAME, OLDER = "iniconfig", "2.3.0"


def test_update_moves_one_entry_and_nothing_else(tmp_path: Path) -> None:
    if "ECHIS_BUNDLE" in os.environ:
        pytest.skip("a bundle has the locked versions only")
    root = copy_of_tree(tmp_path)
    before = lock.load(root / "third_party.lock")
    back = scons_in(root, "lock", f"update={NAME}=={OLDER}")
    locked = before.entry(NAME).version
    assert back.stdout == f"{NAME} {locked} → {OLDER}\n", back.stderr
    assert f"{NAME}=={OLDER} " in (root / "requirements-dev.txt").read_text()
    newest = scons_in(root, "lock", f"update={NAME}")
    assert newest.stdout.startswith(f"{NAME} {OLDER} → "), newest.stderr
    after = lock.load(root / "third_party.lock")
    assert after.entry(NAME).version != OLDER
    others = [entry for entry in before.entries if entry.name != NAME]
    kept = [entry for entry in after.entries if entry.name != NAME]
    assert lock.dumps(others) == lock.dumps(kept)
    assert scons_in(root, "lock", "check=1").returncode == 0
