# SPDX-License-Identifier: ISC
"""mpy-cross on a host of either processor: the same bytes come of the same Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from echis import mpy_cross
from tests.conformance import images

from .errors import Missing
from .job import Job, command
from .processor import ARCHES
from .ways import run, way

# A module of some length, and every power of ten that reading a float multiplies with.
_MODULE = images.ROOT / "runtime/lib/stdlib/datetime.py"
_FLOATS = "".join(f"x = 1e{n}\ny = 7.3e{n}\n" for n in range(-330, 309))


def _job(arch: str, files: dict[str, Path]) -> Job:
    program = images.built(images.ROOT / mpy_cross.program(arch))
    compiled = [
        f"{command(['./mpy-cross', '-o', 'out.mpy', name])} && sha256sum <out.mpy"
        for name in files
    ]
    whole = {"mpy-cross": program, **files}
    return Job(f"mpy-cross-{arch}", " && ".join(compiled), whole)


def _hashes(arch: str, files: dict[str, Path], work: Path) -> list[str]:
    job = _job(arch, files)
    try:
        (result,) = run(way("spt", arch), arch, [job], work=work / arch)
    except Missing as missing:
        pytest.skip(str(missing))
    assert result.status == 0, result.output
    return result.output.split()[::2]


def test_every_host_compiles_the_same(tmp_path: Path) -> None:
    floats = tmp_path / "floats.py"
    floats.write_text(_FLOATS)
    files = {"module.py": _MODULE, "floats.py": floats}
    first, *others = [_hashes(arch, files, tmp_path) for arch in ARCHES]
    assert len(set(first)) == len(files)
    assert all(other == first for other in others)
