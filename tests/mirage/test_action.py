# SPDX-License-Identifier: ISC
"""What devices do beside the image, and what is told of it: section 1.3."""

from __future__ import annotations

from pathlib import Path

import echis
from echis import (
    Action,
    install,
)
from echis.info import of
from tests.mirage.conftest import Config, Mistake
from tests.mirage.test_device import IMPL


def test_action_does_what_it_tells(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("text")
    folder = tmp_path / "out"
    every = Action.seq(
        [
            Action.write_file("d/one", "1"),
            Action.copy("a", "two"),
            Action.run_cmd("sh", "-c", "echo 3 > three"),
            Action.write_file("gone", ""),
            Action.rm("gone"),
        ]
    )
    assert every.files() == ("d/one", "two")
    every.run(folder, tmp_path)
    found = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    assert found == {"d/one", "two", "three"}


def test_action_stays_inside(mistake: Mistake) -> None:
    assert mistake("Action.write_file('../x', '')") == (
        'config.py:2: "../x" is no path inside the folder of generated files'
    )


def test_install_type() -> None:
    both = install(bin=[("a", "b")]) | install(etc=[("c", "d")], bin=[("a", "b")])
    assert both == install(bin=[("a", "b")], etc=[("c", "d")])


def test_a_rule_stays_inside(mistake: Mistake) -> None:
    assert mistake("rule('/x', [], ['cp'])") == (
        'config.py:2: "/x" is no path inside the folder of generated files'
    )


def test_project(config: Config) -> None:
    told = echis.Project.dry_run(of(config(IMPL), "spt"))
    assert told[0] == "sample for spt:"
    assert "  configure: write x (6 bytes)" in told
    assert "  make: out.bin" in told
    assert "  link: sample.spt" in told
    assert "  install: sample.conf" in told


def test_tool(tmp_path: Path) -> None:
    assert echis.Tool.run("version") == 0
    assert echis.Tool.run("nonsense") != 0


def test_fs_is_to_come(mistake: Mistake) -> None:
    told = mistake("FS.fat_image('data', folder='htdocs')\n")
    assert told == 'config.py:2: FS.fat_image("data") is not built yet'
