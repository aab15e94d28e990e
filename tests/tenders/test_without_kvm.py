# SPDX-License-Identifier: ISC
"""A machine without /dev/kvm: the hvt tender says what brings one there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lab import Job, Missing, Way, run

from . import guest, tender

_ADVICE = {
    "x86_64": "load the kernel module kvm-intel or kvm-amd, or use spt",
    "aarch64": "a kernel that was started at EL2 has it, or use spt",
}


@pytest.mark.parametrize("arch", sorted(_ADVICE))
def test_the_advice_is_of_the_processor(
    arch: str, guests: Path, tmp_path: Path
) -> None:
    image = guest.build("hvt", arch, "none", guests)
    files = {"tender": tender.path("hvt", arch), "image": image}
    job = Job("without", "./tender ./image", files, pre="rm -f /dev/kvm")
    try:
        (result,) = run(Way.NESTED, arch, [job], work=tmp_path)
    except Missing as missing:
        pytest.skip(str(missing))
    why = "Could not open /dev/kvm"
    gone = "No such file or directory"
    assert result.output == f"solo5-hvt: {why} ({_ADVICE[arch]}): {gone}\n"
    assert result.status == 1
