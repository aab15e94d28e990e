# SPDX-License-Identifier: ISC
"""A /dev/kvm without svm or vmx behind it: the hvt tender and `run` say so.

The processor's flags are those of a file mounted over /proc/cpuinfo.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conformance.images import ROOT

from .tender import command

PLAIN = "processor\t: 0\nflags\t\t: fpu sse svm_lock\nvmx flags\t: ept\nmodel\t: svm\n"
VMX = "processor\t: 0\nflags\t\t: fpu vmx sse\n"
SVM = "processor\t: 0\nflags\t\t: fpu svm\n"
TENDER = "This processor has no hardware virtualisation (neither svm nor vmx"
RUN = "echis: hvt needs hardware virtualisation, and /proc/cpuinfo shows neither svm"

pytestmark = pytest.mark.skipif(
    platform.machine() != "x86_64", reason="only x86_64 has these flags"
)


def with_flags(
    tmp_path: Path, cpuinfo: str, *words: str
) -> subprocess.CompletedProcess[str]:
    """Runs WORDS on a machine of this /proc/cpuinfo, whose /dev/kvm does nothing."""
    file = tmp_path / "cpuinfo"
    file.write_text(cpuinfo)
    program = shutil.which("unshare")
    if not program:
        pytest.skip("there is no unshare here")
    script = 'mount --bind "$0" /proc/cpuinfo && '
    script += "{ ! test -e /dev/kvm || mount --bind /dev/null /dev/kvm; } && "
    inside = [program, "-rm", "sh", "-c"]
    if subprocess.run([*inside, script + "true", str(file)]).returncode:
        pytest.skip("mounts in a namespace are not allowed here")
    return subprocess.run(
        [*inside, script + 'exec "$@"', str(file), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("cpuinfo", "refused"), [(PLAIN, True), (VMX, False), (SVM, False)]
)
def test_the_tender(
    tmp_path: Path, plain_hvt: Path, cpuinfo: str, refused: bool
) -> None:
    words = command("hvt", "--mem=2", "--", plain_hvt)
    done = with_flags(tmp_path, cpuinfo, *words)
    assert done.returncode == 1
    assert (TENDER in done.stderr) == refused
    assert done.stderr.count("\n") == 1


def test_run(tmp_path: Path) -> None:
    scons = str(Path(sys.executable).with_name("scons"))
    words = [sys.executable, scons, "target=hvt", "app=examples/hello", "run"]
    done = with_flags(tmp_path, PLAIN, *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(RUN)
    assert done.stderr.count("\n") == 1
