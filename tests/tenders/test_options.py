# SPDX-License-Identifier: ISC
"""The command line of a tender, and what it says of a wrong one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from echis.version import VERSION

from .tender import End, path, run

ROOT = Path(__file__).parents[2]


def refused(end: End, text: str) -> None:
    """Asserts one sentence on standard error and status 1."""
    assert end.status == 1
    assert end.out == ""
    assert text in end.err
    assert end.err.startswith("solo5-")


@pytest.mark.parametrize("target", ["spt", "hvt"])
def test_help_lists_the_options(target: str) -> None:
    end = run(target, "--help")
    assert end.status == 0
    options = "--mem= --net: --net-mac: --block: --block-sector-size: --version"
    assert all(option in end.out for option in options.split())


def test_the_version_is_written_once() -> None:
    """In version.py: what the tenders say is given to them by the build."""
    files = [file for file in (ROOT / "tenders").rglob("*") if file.is_file()]
    assert not [file for file in files if VERSION in file.read_text()]


@pytest.mark.parametrize("target", ["spt", "hvt"])
def test_version_tells_the_abi(target: str) -> None:
    end = run(target, "--version")
    assert end.status == 0
    assert end.out.startswith(f"solo5-{target} tender, version echis-{VERSION}\n")
    assert "\nABI version 2\n" in end.out


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], "Missing KERNEL operand"),
        (["--"], "Missing KERNEL operand"),
        (["--mem=8"], "Missing KERNEL operand"),
        (["/nonexistent/kernel"], "Could not open: No such file or directory"),
        (["/dev/null"], "invalid executable: the file ends too early"),
        (["/"], "could not read the executable: Is a directory"),
    ],
)
@pytest.mark.parametrize("target", ["spt", "hvt"])
def test_no_kernel(target: str, words: list[str], text: str) -> None:
    refused(run(target, *words), text)


@pytest.mark.parametrize(
    "option",
    [
        "--mem=",
        "--mem=0",
        "--mem=x",
        "--mem=-1",
        "--mem=1M",
        "--mem=99999999999999999999",
    ],
)
def test_memory_that_is_no_number(plain: Path, option: str) -> None:
    refused(run("spt", option, plain), "Malformed argument to --mem")


def test_memory_beyond_any_process(plain: Path) -> None:
    refused(run("spt", "--mem=67108865", plain), "more memory than a process can have")


def test_memory_too_small_for_the_image(plain: Path) -> None:
    said = "falls outside of guest memory; give more with --mem"
    refused(run("spt", "--mem=1", plain), said)


def test_default_memory(plain: Path) -> None:
    assert run("spt", plain, "show", "z").out == f"{512 << 20} "


@pytest.mark.parametrize("megabytes", [2, 3, 4096])
def test_memory_as_asked(plain: Path, megabytes: int) -> None:
    assert (
        run("spt", f"--mem={megabytes}", plain, "show", "z").out
        == f"{megabytes << 20} "
    )


@pytest.mark.parametrize(
    "option", ["-x", "--memory=3", "--net", "--dumpcore=/tmp", "--mem"]
)
def test_unknown_option(plain: Path, option: str) -> None:
    refused(run("spt", option, plain), f"Invalid option: `{option}'")


def test_options_end_at_two_dashes(plain: Path) -> None:
    assert run("spt", "--", plain, "echo", "--mem=x").out == "echo --mem=x"


def test_options_after_the_kernel_are_the_guests(plain: Path) -> None:
    assert run("spt", plain, "echo", "--help").out == "echo --help"


def test_image_of_another_target(plain_hvt: Path) -> None:
    refused(run("spt", plain_hvt), "Executable is not for the solo5-spt target")


def test_closed_standard_output(plain: Path) -> None:
    script = 'exec "$0" "$1" echo >&-'
    line = ["sh", "-c", script, str(path("spt")), str(plain)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Standard input, output and error must be open" in done.stderr
