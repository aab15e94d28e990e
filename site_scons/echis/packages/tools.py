# SPDX-License-Identifier: ISC
"""Packages of scope host: programs and modules for building, in a folder of their own.

pip puts them into ``build/tools/<application>/``, by the hashes of the lock. The
programs are in its ``bin/``, the modules are for ``PYTHONPATH``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bootstrap import pip_install
from echis import requirements
from echis.errors import ConfigError
from echis.lock import Entry
from echis.progress import Progress


def folder(app: str) -> Path:
    """The folder of an application's tools."""
    return Path("build", "tools", app)


def environment(app: str) -> list[str]:
    """What the tools of an application need, as env(1) takes it; empty without any."""
    place = folder(app).absolute()
    if not place.is_dir():
        return []
    path = os.environ.get("PATH", os.defpath)
    return [f"PATH={place / 'bin'}{os.pathsep}{path}", f"PYTHONPATH={place}"]


def install(place: Path, entries: Sequence[Entry], *, progress: Progress) -> None:
    """Makes the folder hold exactly these packages; instant where it does."""
    text = "".join(map(requirements.requirement, entries))
    digest = hashlib.sha256(text.encode()).hexdigest()
    stamp = place / ".echis"
    if stamp.is_file() and stamp.read_text() == digest:
        return
    progress.step(f"tools: {', '.join(f'{e.name} {e.version}' for e in entries)}")
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    said = _install(place, text)
    if said:
        raise ConfigError(
            f"{entries[0].name}: {pip_install.sentence(said)}", entries[0].location
        )
    stamp.write_text(digest)


def _install(place: Path, text: str) -> list[str]:
    """pip's complaints; empty without any."""
    with tempfile.TemporaryDirectory(prefix="echis-") as temporary:
        wanted = Path(temporary, "tools.txt")
        wanted.write_text(text)
        command = [sys.executable, "-I", "-m", "pip", "install", "--quiet"]
        command += ["--require-hashes", "--only-binary=:all:", "--no-deps"]
        command += ["--disable-pip-version-check", "--no-input", f"--target={place}"]
        done = subprocess.run(
            [*command, "-r", str(wanted)],
            check=False,
            env=pip_install.clean_environ(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
        )
    return done.stderr.splitlines() or ["ERROR: pip failed"] if done.returncode else []
