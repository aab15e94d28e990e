# SPDX-License-Identifier: ISC
"""Keys whose value is nobody's to see."""

from __future__ import annotations

from pathlib import Path

import pytest

from echis import Key
from tests.mirage.conftest import PORT, Config, Image, Mistake, contexts, refuses


def test_a_secret_that_was_kept_before_it_was_one(config: Config, root: Path) -> None:
    open_key = PORT.replace("    secret=True)", "    )")
    contexts(config(open_key), root, "token=hunter2")
    assert "token" in contexts(config(open_key), root).given
    assert "token" not in contexts(config(PORT), root).given


def test_a_secret_names_no_device(mistake: Mistake) -> None:
    told = mistake(
        "k = Key.create('k', Key.Arg.opt(Key.Arg.string, 'a', stage='configure'),\n"
        "    secret=True)\n"
        "impl('d', job, manifest=[(k, 'NET_BASIC')])"
    )
    assert "the secret key" in told


def test_an_image_does_not_tell_a_secret(
    image: Image, capsys: pytest.CaptureFixture[str]
) -> None:
    key = Key.create("k", Key.Arg.required(Key.Arg.int), secret=True)
    assert refuses(image, key, "--k=hunter2")
    assert "hunter2" not in "".join(capsys.readouterr())
