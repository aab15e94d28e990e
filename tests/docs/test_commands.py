# SPDX-License-Identifier: ISC
"""The commands of the papers do what the papers say."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.papers import ROOT, blocks, inline, lines
from tests.lab import Missing, programs

SECONDS = 600

# Commands in sentences that are run as they stand.
INLINE = (
    "./scons -h",
    'eval "$(./scons env)"',
    "./scons doctor",
    "./scons vendor",
    "./scons version",
    "./scons check",
    "./scons app=examples/hello describe",
    "./scons lock check=1",
)
# What another test runs: its file, and the words of it that do.
ELSEWHERE = {
    "./scons bundle": ("tests/docs/test_recipe.py", '"bundle")'),
    "./scons prune": ("tests/build/test_verbs.py", '"prune", **where'),
    "ECHIS_FUZZ=": ("tests/docs/test_commands.py", '"ECHIS_FUZZ": '),
    "ip ": ("tests/tenders/test_devices.py", '"ip tuntap'),
    "./scons app=DIR lock": (
        "tests/build/test_packages.py",
        'scons(f"app={folder}", "lock")',
    ),
    "./scons bench": ("tests/build/test_bench.py", 'scons_in(ROOT, "bench", '),
    "./scons inspect": ("tests/build/test_verbs.py", '"inspect"'),
    "./scons query": ("tests/mirage/test_end_to_end.py", '"query"'),
    "./scons measure": ("tests/build/test_measure.py", '"measure"'),
    "./scons lock update=NAME": (
        "tests/build/test_lock.py",
        '"lock", f"update={NAME}")',
    ),
    "python -m tests.conformance": (
        "tests/conformance/test_table.py",
        '"-m", "tests.conformance"',
    ),
    "python -m bench.paper": ("tests/build/test_bench.py", '"-m", "bench.paper"'),
    "python -m echis.inspect FILE": (
        "tests/build/test_verbs.py",
        "python -m echis.inspect {image}",
    ),
    "python -m echis.arm64_image": (
        "tests/conformance/test_virtio.py",
        '"echis.arm64_image",',
    ),
    "dist/solo5-xen": ("tests/domains/test_dom0.py", "-m echis.xen"),
    "gdb -x": ("tests/docs/test_commands.py", '"gdb", "-nx"'),
    "scp ": ("tests/docs/test_deploying.py", '"scp"'),
    "git clone": ("tests/docs/test_recipe.py", 'startswith("git clone")'),
    "cd echis": ("tests/docs/test_recipe.py", '"-euc", recipe'),
    "export ECHIS_CACHE": ("tests/docs/test_recipe.py", '"-euc", recipe'),
    "export ECHIS_BUNDLE": ("tests/docs/test_recipe.py", '"-euc", recipe'),
    "./scons target=spt,hvt app=examples/hello": (
        "tests/docs/test_recipe.py",
        '"-euc", recipe',
    ),
}
# What needs no test of its own, and why.
NOT_RUN = {
    "./scons test": "it is what runs this test",
    "app/unikernel.py:": "what a command prints",
    "gcloud ": "it needs an account there; tests/unit/test_disk.py reads the archive",
    "virsh ": "it needs libvirt's service; tests/domains has its schema",
    "cp dist/hello.virtio ": "it is for virsh",
    "dd ": "the disk is of the cloud's; tests/build/test_bootable.py boots the file",
}


def commands() -> list[str]:
    """What is run here."""
    return [line for line in [*lines("sh"), *INLINE] if line]


@pytest.mark.parametrize("command", commands())
def test_command(command: str) -> None:
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=ROOT,
        # Nothing is remembered for the tests that come after.
        env={**os.environ, "CI": "1"},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_command_is_run_somewhere() -> None:
    told = [line for line in [*lines("console"), *inline()] if line not in INLINE]
    known = (*ELSEWHERE, *NOT_RUN)
    assert not [line for line in told if not line.startswith(known)]
    assert not [key for key in known if not any(t.startswith(key) for t in told)]
    assert set(INLINE) <= set(inline())


@pytest.mark.parametrize("command", ELSEWHERE)
def test_the_other_test_has_it(command: str) -> None:
    file, words = ELSEWHERE[command]
    text = (ROOT / file).read_text(encoding="utf-8")
    # Here the words stand in the table too.
    assert text.count(words) > (ROOT / file == Path(__file__).resolve())


_FUZZ = [one for one in lines("console") if one.startswith("ECHIS_FUZZ=")]


@pytest.mark.parametrize(("count", "status"), [("2000", 0), ("0", 1)])
@pytest.mark.parametrize("line", _FUZZ)
def test_the_longer_fuzz_run_hears_its_variables(
    line: str, count: str, status: int
) -> None:
    """None at all is too few for it to pass."""
    *settings, program, verb, tests = line.split()
    assert (program, verb) == ("./scons", "test")
    given = dict(word.split("=") for word in settings) | {"ECHIS_FUZZ": count}
    chosen = [tests.removeprefix("tests="), "-k", "zig and (mutants or astray)"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *chosen],
        cwd=ROOT,
        env={**os.environ, **given, "PYTHONPATH": "site_scons"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout
    assert " passed" in done.stdout or status


def test_gdb_shows_c_and_python_frames(tmp_path: Path) -> None:
    if platform.machine() != "x86_64":
        pytest.skip("the paper's paths are those of a x86_64 machine")
    try:
        programs.ensure("gdb")
    except Missing as missing:
        pytest.skip(str(missing))
    paper = ROOT / "docs" / "debugging.md"
    (build,), (script,) = blocks(paper, "sh"), blocks(paper, "gdb")
    subprocess.run(["sh", "-c", build], cwd=ROOT, check=True, timeout=SECONDS)
    (tmp_path / "hello.gdb").write_text(script)
    folder = "dist/x86_64-debug"
    image = ["--args", f"{folder}/solo5-spt", "--", f"{folder}/hello.spt"]
    done = subprocess.run(
        ["gdb", "-nx", "-batch", "-x", str(tmp_path / "hello.gdb"), *image],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert re.search(r"^#0 .*solo5_console_write", done.stdout, re.MULTILINE)
    assert re.search(r"^#\d+ .*mp_execute_bytecode", done.stdout, re.MULTILINE)
    assert '"start"' in done.stdout
    assert '"unikernel.py"' in done.stdout
