# SPDX-License-Identifier: ISC
"""A spread of the suite on targets where a boot takes its time: every so many of the
files that must pass on spt, from source.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from echis import qemu
from echis.arguments import host_arch
from tests.lab import Missing, programs

from . import baseline, images, table, verdict
from .suite import SOURCE, Script
from .test_suite import difference
from .verdict import Outcome, Output

# One file of so many.
EVERY = 12
FILES = table.required(SOURCE)[::EVERY]


@pytest.fixture(scope="module")
def outputs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Future[Output]]]:
    """The runs of all files that are selected, side by side."""
    try:
        programs.ensure(qemu.PROGRAM.format(arch=host_arch()))
    except Missing as missing:
        pytest.skip(str(missing))
    built = images.build_for("virtio", tmp_path_factory.mktemp("spread"))
    params = [
        i.callspec.params for i in request.session.items if hasattr(i, "callspec")
    ]
    wanted = [p["spread"] for p in params if isinstance(p.get("spread"), Script)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {test.name: pool.submit(built.run, test, SOURCE) for test in wanted}


@pytest.mark.parametrize("spread", FILES, ids=lambda test: f"{test.name}-virtio")
def test_file_on_virtio(spread: Script, outputs: Mapping[str, Future[Output]]) -> None:
    right = baseline.load().passed[spread.name]
    output = outputs[spread.name].result()
    if verdict.outcome(spread, output, right) is not Outcome.PASSED:
        pytest.fail(difference(spread, output, right), pytrace=False)
