# SPDX-License-Identifier: ISC
"""A spread of the suite on targets where a boot takes its time: every so many of the
files that must pass on spt, from source.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from echis import qemu
from echis.arguments import host_arch
from tests.lab import Missing, programs
from tests.lab.ways import Way, run

from . import baseline, images, table, verdict
from .suite import SOURCE, Script
from .test_suite import difference
from .verdict import Outcome, Output

# One file of so many; Xen's tools and dom0 are emulated.
EVERY = {"virtio": 12, "xen": 40}
FILES = {target: table.required(SOURCE)[::each] for target, each in EVERY.items()}


def _selected(request: pytest.FixtureRequest, name: str) -> list[Script]:
    params = [
        i.callspec.params for i in request.session.items if hasattr(i, "callspec")
    ]
    return [p[name] for p in params if isinstance(p.get(name), Script)]


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
    wanted = _selected(request, "spread")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {test.name: pool.submit(built.run, test, SOURCE) for test in wanted}


@pytest.fixture(scope="module")
def outputs_of_xen(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    say: Callable[[str], None],
) -> Mapping[str, Output]:
    """What all files that are selected print, in one boot of dom0."""
    built = images.build_for("xen", tmp_path_factory.mktemp("spread"))
    jobs = [built.job_of_xen(test) for test in _selected(request, "spread_of_xen")]
    try:
        results = run(Way.XEN, "x86_64", jobs, say=say)
    except Missing as missing:
        pytest.skip(str(missing))
    return {r.name: Output(r.output.encode(), r.status == 0) for r in results}


def _compare(test: Script, output: Output) -> None:
    right = baseline.load().passed[test.name]
    if verdict.outcome(test, output, right) is not Outcome.PASSED:
        pytest.fail(difference(test, output, right), pytrace=False)


@pytest.mark.parametrize(
    "spread", FILES["virtio"], ids=lambda test: f"{test.name}-virtio"
)
def test_file_on_virtio(spread: Script, outputs: Mapping[str, Future[Output]]) -> None:
    _compare(spread, outputs[spread.name].result())


@pytest.mark.parametrize(
    "spread_of_xen", FILES["xen"], ids=lambda test: f"{test.name}-xen"
)
def test_file_on_xen(
    spread_of_xen: Script, outputs_of_xen: Mapping[str, Output]
) -> None:
    _compare(spread_of_xen, outputs_of_xen[spread_of_xen.name])
