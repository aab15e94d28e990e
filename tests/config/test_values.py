# SPDX-License-Identifier: ISC
"""Values that a shell, a boot line or a literal could spoil, on every target."""

from __future__ import annotations

import platform
import random
from pathlib import Path

import pytest

from tests.build.conftest import ROOT, scons_in
from tests.conformance.matrix import claimed
from tests.lab import Job, Missing, command, run, way
from tests.lab.ways import tender

# Given as a variable of the build, it is the default in the image.
DEFAULT = "ev\"en 'é日' $HOME \\n #%{}"


def texts(count: int = 40) -> list[str]:
    """Random texts of what quoting is about; some are blank or empty."""
    source = random.Random(3)
    alphabet = " \t\"'\\=-aé日$`*;&|<>(){}[]~!#%"
    return ["".join(source.choices(alphabet, k=n % 13)) for n in range(count)]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the images and tenders of every target and arch."""
    out = tmp_path_factory.mktemp("dist")
    targets, arches = map(set, zip(*claimed(), strict=True))
    words = (f"target={','.join(sorted(targets))}", f"arch={','.join(sorted(arches))}")
    app = ("app=tests/config/keys", "remember=0", f"hello={DEFAULT}")
    done = scons_in(ROOT, f"out={out}", *words, *app)
    assert done.returncode == 0, done.stderr
    return out


@pytest.mark.parametrize(("target", "arch"), claimed())
def test_values_survive(dist: Path, target: str, arch: str) -> None:
    here = dist if arch == platform.machine() else dist / arch
    files = {"tender": tender(here, target), "image": here / f"keys.{target}"}
    words_before = ["./tender", "--mem=4", "--", "./image"]
    given = [["--uri", text, f"--hello={text}"] for text in texts()]
    jobs = [
        Job(str(number), command([*words_before, *words]), files)
        for number, words in enumerate([*given, ["--uri=x"]])
    ]
    try:
        results = run(way(target, arch), arch, jobs, say=lambda line: None)
    except Missing as missing:
        pytest.skip(str(missing))
    expected = [f"{text}|80|False\nTrue|{text}\n" for text in texts()]
    expected.append(f"{DEFAULT}|80|False\nTrue|x\n")
    assert [result.printed for result in results] == expected
