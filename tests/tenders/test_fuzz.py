# SPDX-License-Identifier: ISC
"""No file crashes the tenders' readers of executables and manifests.

What crashes is left in corpus/, to be committed with the fix.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.sanitized import COMPILERS, ENVIRONMENT, SEED, count

from . import fuzzer

_CORPUS = Path(__file__).parent / "corpus"
_COUNT = {"zig": 20000, "gcc": 500}


@pytest.fixture(scope="session", params=COMPILERS)
def checker(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """A compiler's name and the fuzzer it built."""
    folder = tmp_path_factory.mktemp("fuzz")
    return request.param, fuzzer.PROGRAM.build(request.param, folder)


def _refuses(program: Path, file: Path) -> bool:
    words = [program, file]
    done = subprocess.run(words, capture_output=True, env=ENVIRONMENT, check=False)
    assert done.returncode in (0, 1), (file.name, done.returncode, done.stderr)
    return done.returncode == 1


def test_a_good_image_is_accepted(checker: tuple[str, Path], devices: Path) -> None:
    assert not _refuses(checker[1], devices)


@pytest.mark.parametrize("file", sorted(_CORPUS.glob("*")), ids=lambda file: file.name)
def test_kept_files(checker: tuple[str, Path], file: Path) -> None:
    assert _refuses(checker[1], file)


def test_mutants(checker: tuple[str, Path], devices: Path) -> None:
    name, program = checker
    mutants = count(_COUNT[name])
    command = [str(program), str(devices), SEED, str(mutants), str(_CORPUS)]
    done = subprocess.run(
        command, capture_output=True, text=True, env=ENVIRONMENT, check=False
    )
    words = done.stdout.split()
    found = dict(zip(words[::2], map(int, words[1::2]), strict=True))
    assert done.returncode == 0, (found, done.stderr)
    assert found["crashed"] == 0
    assert found["accepted"] + found["refused"] == mutants
    # Mutants that are all refused at the first field would test nothing.
    assert found["accepted"] > mutants // 20
    assert found["refused"] > mutants // 4
