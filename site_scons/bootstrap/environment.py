# SPDX-License-Identifier: ISC
"""The private environment: one per requirements, Python and processor.

It is made in place under a lock; a marker, written last, says that it is whole.
What has no marker is the rest of an interrupted start and is made anew.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from bootstrap import Stop, folders, pip_install, pip_wheel

REQUIREMENTS = "requirements.txt"
DEV_REQUIREMENTS = "requirements-dev.txt"

Say = Callable[[str], None]


def ready(root: Path, *, dev: bool, say: Say) -> Path:
    """The environment's folder, made or completed where it is not yet."""
    folder = folders.cache() / "env" / key(root)
    wanted = [REQUIREMENTS, DEV_REQUIREMENTS] if dev else [REQUIREMENTS]
    if _missing(folder, wanted):
        guard = folder.with_name(f"{folder.name}.lock")
        try:
            with folders.locked(guard, lambda: say("waiting for another start")):
                _complete(root, folder, _missing(folder, wanted), say)
        except OSError as error:
            said = folders.problem(error, folder)
            raise Stop(f"{said} (ECHIS_CACHE chooses another folder)") from None
    return folder


def key(root: Path) -> str:
    """The environment's name: a hash of all that its content depends on."""
    base = os.path.realpath(getattr(sys, "_base_executable", "") or sys.executable)
    digest = hashlib.sha256()
    for part in (sys.version, base, platform.machine()):
        digest.update(f"{part}\0".encode())
    for name in (REQUIREMENTS, DEV_REQUIREMENTS):
        digest.update((root / name).read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _missing(folder: Path, wanted: list[str]) -> list[str]:
    if not os.access(folder / "bin" / "python", os.X_OK):
        return wanted
    return [name for name in wanted if not _marker(folder, name).exists()]


def _marker(folder: Path, name: str) -> Path:
    return folder / f"{name}.installed"


def _complete(root: Path, folder: Path, missing: list[str], say: Say) -> None:
    try:
        with ExitStack() as stack:
            # First: making an environment may need the bundle as well.
            links = _bundled_wheels(stack)
            if REQUIREMENTS in missing:
                _make(root, folder, say)
            for name in missing:
                pip_install.install(folder, root / name, links, say)
                _marker(folder, name).touch()
    except (Stop, OSError):
        # A failure leaves nothing behind; a killed start is cleared by the next.
        if not _marker(folder, REQUIREMENTS).exists():
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _make(root: Path, folder: Path, say: Say) -> None:
    if folder.exists():
        say("removing the rest of an interrupted start")
        shutil.rmtree(folder)
    say("making the private environment")
    _run([sys.executable, "-I", "-m", "venv", "--without-pip", str(folder)], "venv")
    python = str(folder / "bin" / "python")
    try:
        _run([python, "-I", "-m", "ensurepip"], "ensurepip")
    except Stop:
        _install_pinned_pip(root, python, say)


def _install_pinned_pip(root: Path, python: str, say: Say) -> None:
    say("this Python has no ensurepip; fetching the pinned pip")
    with tempfile.TemporaryDirectory(prefix="echis-") as folder:
        wheel = pip_wheel.obtain(pip_wheel.pins(root), Path(folder))
        options = ["--no-index", "--no-deps", "--no-cache-dir"]
        _run([python, "-I", f"{wheel}/pip", "install", *options, str(wheel)], "pip")


def _bundled_wheels(stack: ExitStack) -> Path | None:
    """A folder with the wheels of ``ECHIS_BUNDLE``; nothing without a bundle."""
    bundle = os.environ.get("ECHIS_BUNDLE", "")
    if not bundle:
        return None
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="echis-")))
    try:
        with tarfile.open(bundle) as archive:
            for member in archive:
                stream = archive.extractfile(member) if member.isfile() else None
                if stream and member.name.endswith(".whl"):
                    with (folder / Path(member.name).name).open("wb") as wheel:
                        shutil.copyfileobj(stream, wheel)
    except tarfile.TarError:
        raise Stop(f"{bundle} is not a bundle (ECHIS_BUNDLE)") from None
    except FileNotFoundError:
        raise Stop(f"{bundle}: there is no such bundle (ECHIS_BUNDLE)") from None
    except (IsADirectoryError, PermissionError) as error:
        said = (error.strerror or "").lower()
        raise Stop(f"{bundle}: cannot be read: {said} (ECHIS_BUNDLE)") from None
    return folder


def _run(command: list[str], what: str) -> None:
    done = subprocess.run(
        command,
        check=False,
        env=pip_install.clean_environ(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        last = (done.stdout.strip().splitlines() or [f"status {done.returncode}"])[-1]
        raise Stop(f"{what} failed: {pip_install.redacted(last)}")
