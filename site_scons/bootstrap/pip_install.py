# SPDX-License-Identifier: ISC
"""pip's installation of one requirements file, as counted steps and one sentence."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from bootstrap import Stop

_OPTIONS = (
    "--require-hashes",
    "--only-binary=:all:",
    "--no-deps",
    "--disable-pip-version-check",
    "--no-input",
    "--no-warn-script-location",
)
_LOGIN = re.compile(r"://[^/@\s]+@")
_WHEEL = re.compile(
    r"\s*(?:Downloading|Using cached|Processing) (?:\S*/)?"
    r"(?P<name>[^\s/-]+)-(?P<version>[^\s/-]+)-\S+\.whl"
    r"(?: \((?P<size>\d[^)]*)\))?(?: \(from .*)?$"
)
ADVICE = "PIP_INDEX_URL or pip.conf names an index, ECHIS_BUNDLE a bundle"


def install(
    folder: Path, file: Path, wheels: Path | None, say: Callable[[str], None]
) -> None:
    """The file's packages in the environment, by hash; Stop in one sentence."""
    command = [str(folder / "bin" / "python"), "-I", "-m", "pip", "install", *_OPTIONS]
    if wheels:
        command += ["--no-index", f"--find-links={wheels}"]
    total = sum("==" in line for line in file.read_text(encoding="utf-8").splitlines())
    say(f"{file.name}: {total} packages")
    said = _followed([*command, "-r", str(file)], total, say)
    if said:
        raise Stop(f"{file.name}: {sentence(said, wheels is not None)}")


def clean_environ() -> dict[str, str]:
    """The environment without what would lead pip or Python elsewhere."""
    dropped = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")
    environ = {key: value for key, value in os.environ.items() if key not in dropped}
    environ.setdefault("PIP_RETRIES", "3")
    return environ | {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}


def redacted(text: str) -> str:
    """The text without the user and password of any address in it."""
    return _LOGIN.sub("://", text)


def _followed(command: list[str], total: int, say: Callable[[str], None]) -> list[str]:
    """pip's complaints; empty when it succeeded. On a terminal pip draws itself."""
    terminal = sys.stderr.isatty()
    with tempfile.TemporaryFile("w+", errors="replace") as complaints:
        process = subprocess.Popen(
            [*command, "--progress-bar=on" if terminal else "--progress-bar=off"],
            env=clean_environ(),
            stdin=subprocess.DEVNULL,
            stdout=sys.stderr if terminal else subprocess.PIPE,
            stderr=complaints,
            text=True,
            errors="replace",
        )
        _report(process.stdout or (), total, say)
        if not process.wait():
            return []
        complaints.seek(0)
        return complaints.read().splitlines() or ["ERROR: pip failed"]


def _report(lines: Iterable[str], total: int, say: Callable[[str], None]) -> None:
    """pip's own lines as steps: which package of how many, and how large."""
    count = 0
    for line in lines:
        wheel = _WHEEL.match(line)
        if wheel:
            count += 1
            name = f"{wheel['name']} {wheel['version']}"
            size = f" ({wheel['size']})" if wheel["size"] else ""
            say(f"package {count} of {total}: {name}{size}")
        elif line.startswith("Installing collected"):
            say(f"installing {total} packages")


def sentence(said: list[str], bundled: bool = False) -> str:
    """What pip complains of, in one sentence without any address."""
    whole = "\n".join(said)
    missing = re.search(r"No matching distribution found for (\S+)", whole)
    if "No space left on device" in whole:
        return "the disk is full; free some space (ECHIS_CACHE moves the cache)"
    if "DO NOT MATCH THE HASHES" in whole:
        return _wrong_hash(whole)
    if missing and bundled:
        return f"the bundle has no {missing[1]}; write it anew with ./scons bundle"
    if missing:
        return f"{_missing(missing[1], whole)}; {ADVICE}"
    errors = [line[7:] for line in said if line.startswith("ERROR: ")] or said[-1:]
    return f"{redacted(errors[0])}; {ADVICE}"


def _missing(name: str, whole: str) -> str:
    if re.search("Connection|timed out|Retrying|ProxyError", whole):
        return "the package index cannot be reached"
    if "(from versions: none)" in whole:
        # pip says no more than this of a connection that it does not retry.
        return f"the package index does not answer or has no {name}"
    return f"the package index has no {name} for this machine"


def _wrong_hash(whole: str) -> str:
    name = re.search(r"(\S+==\S+)", whole)
    expected = re.search(r"Expected sha256 (\w+)", whole)
    came = re.search(r"Got\s+(\w+)", whole)
    return (
        f"{name[1] if name else 'a package'}: expected sha256 "
        f"{expected[1] if expected else 'of the lock'}, but "
        f"{came[1] if came else 'another'} came; either the index serves another "
        "file than the one that is pinned, or the pin was edited: look at git diff"
    )
