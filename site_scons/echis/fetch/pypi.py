# SPDX-License-Identifier: ISC
"""Wheels, by the environment's own pip from whatever index it is configured for."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from bootstrap import pip_install
from echis import cache
from echis.errors import ConfigError
from echis.lock import Entry, File
from echis.progress import Progress, size


def fetch(entry: Entry, file: File, root: Path, progress: Progress) -> Path:
    """The wheel in the cache, checked by pip and again by us."""
    if not file.name.endswith(".whl"):
        raise ConfigError(
            f"{entry.name}: {file.name}: of a package index only wheels are taken, "
            "since pip runs a source archive's code to look into it",
            entry.location,
        )
    with cache.claimed(file):
        if there := cache.verified(file):
            return there
        progress.step(f"{entry.name}: downloading {file.name} ({size(file.size)})")
        folder = cache.source(file).parent
        with tempfile.TemporaryDirectory(prefix=".pip-", dir=folder) as temporary:
            _download(entry, file, Path(temporary))
            return cache.land(_checked(entry, file, Path(temporary)), file)


def _checked(entry: Entry, file: File, folder: Path) -> Path:
    came = folder / file.name
    if came.is_file() and cache.digest(came) == file.sha256:
        return came
    names = ", ".join(sorted(path.name for path in folder.iterdir())) or "nothing"
    raise ConfigError(
        f"{entry.name}: expected {file.name}, but {names} came", entry.location
    )


def _download(entry: Entry, file: File, folder: Path) -> None:
    wanted = folder.with_suffix(".txt")
    wanted.write_text(f"{entry.name}=={entry.version} --hash=sha256:{file.sha256}\n")
    try:
        said = download(["--require-hashes", "-r", str(wanted)], file.name, folder)
    finally:
        wanted.unlink()
    if said:
        raise ConfigError(f"{entry.name}: {pip_install.sentence(said)}", entry.location)


def download(what: list[str], wheel: str, folder: Path) -> list[str]:
    """pip's complaints about a wheel for the tags of this name; empty without any."""
    python, abi, platforms = wheel.removesuffix(".whl").rsplit("-", 3)[1:]
    version = re.sub(r"\D", "", python.rpartition(".")[2])
    command = [sys.executable, "-I", "-m", "pip", "download", "--no-deps", "-q"]
    command += ["--only-binary=:all:", "--disable-pip-version-check", "--no-input"]
    command += [f"--implementation={'cp' if 'cp' in python else 'py'}"]
    command += [f"--python-version={version if len(version) > 1 else '3.11'}"]
    command += [f"--abi={abi}", f"--dest={folder}"]
    command += [f"--platform={platform}" for platform in platforms.split(".")]
    done = subprocess.run(
        [*command, *what],
        check=False,
        env=pip_install.clean_environ(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )
    return done.stderr.splitlines() or ["ERROR: pip failed"] if done.returncode else []
