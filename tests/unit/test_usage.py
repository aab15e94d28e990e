# SPDX-License-Identifier: ISC
"""``-h`` lists every verb and variable, and the chosen application's arguments."""

from __future__ import annotations

from pathlib import Path

from echis import arguments, config_loader
from echis.usage import help_text
from echis.verbs import VARIABLES, VERBS

ROOT = Path(__file__).parents[2]


def test_every_word_has_its_line() -> None:
    text = help_text(arguments.parse({}, [], ROOT, ROOT), None)
    starts = {line.split()[0] for line in text.splitlines() if line.startswith("  ")}
    assert {verb.name for verb in VERBS} <= starts
    assert {f"{v.name}={v.metavar}" for v in VARIABLES} <= starts
    assert "app=FOLDER this text lists" in text


def test_arguments_of_the_application() -> None:
    hello = ROOT / "examples" / "hello"
    request = arguments.parse({"app": "examples/hello"}, [], ROOT, ROOT)
    lines = help_text(request, config_loader.load(hello)).splitlines()
    assert "Variables of hello:" in lines
    assert "Arguments of hello, given in args= or when it is started:" in lines
    option = f"  {'--hello=TEXT':<22} How to say hello. (default: Hello World!)"
    assert option in lines


def test_lines_fit_a_terminal() -> None:
    text = help_text(arguments.parse({}, [], ROOT, ROOT), None)
    assert max(map(len, text.splitlines())) <= 80


def test_only_targets_that_can_be_built_are_offered() -> None:
    text = help_text(arguments.parse({}, [], ROOT, ROOT), None)
    said = "hvt, spt, virtio, xen, qubes; not built yet: unix (default: spt)"
    assert said in " ".join(text.split())
