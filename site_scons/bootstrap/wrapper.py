# SPDX-License-Identifier: ISC
"""``./scons``: the private environment, then SCons in it with the same arguments."""

from __future__ import annotations

import os
import re
import shlex
import sys
from pathlib import Path
from typing import NoReturn

from bootstrap import Stop, environment, folders, interruption

NO_JOBS = "-j takes a number of steps above 0, as in -j4"
_JOBS = re.compile(r"(?:-j|--jobs=)(.+)")
_DEV_VERBS = {"test", "check", "bench"}


def main(root: str, arguments: list[str]) -> NoReturn:
    """Replaces this process with SCons; ends it where the environment fails."""
    interruption.hear()
    try:
        _settle_paths()
        _check_jobs(arguments)
        dev = _needs_dev(Path(root), arguments)
        folder = environment.ready(Path(root), dev=dev, say=_say)
        if "env" in arguments:
            _print_activation(Path(root), folder)
        _exec(Path(root), folder, arguments)
    except Stop as stop:
        print(f"echis: {stop}", file=sys.stderr)
        sys.exit(1)


def _check_jobs(arguments: list[str]) -> None:
    """SCons reads its options, and tells of them in its own way, before it reads us."""
    for word, after in zip(arguments, [*arguments[1:], ""], strict=True):
        found = _JOBS.fullmatch(word)
        number = found[1] if found else after
        if (found or word in ("-j", "--jobs")) and not re.fullmatch(
            "0*[1-9][0-9]*", number
        ):
            raise Stop(NO_JOBS)


def _needs_dev(root: Path, arguments: list[str]) -> bool:
    """Whether a verb needs more than builds do; `check` of an application does not."""
    verbs = _DEV_VERBS.intersection(arguments)
    here = Path.cwd()
    has_app = here != root.resolve() and (here / "config.py").is_file()
    if has_app or any(word.startswith("app=") for word in arguments):
        verbs -= {"check"}
    return bool(verbs)


def _settle_paths() -> None:
    """The caller's folder, and paths that do not depend on it any more."""
    try:
        os.environ["ECHIS_CWD"] = os.getcwd()
    except FileNotFoundError:
        raise Stop("the current folder does not exist any more; cd elsewhere") from None
    if os.environ.get("ECHIS_CACHE"):
        os.environ["ECHIS_CACHE"] = str(folders.cache())
    if os.environ.get("ECHIS_BUNDLE"):
        os.environ["ECHIS_BUNDLE"] = os.path.abspath(os.environ["ECHIS_BUNDLE"])


def _say(text: str) -> None:
    print(f"echis: {text}", file=sys.stderr, flush=True)


def _print_activation(root: Path, folder: Path) -> NoReturn:
    print(activation(root, folder))
    if sys.stdout.isatty():
        print('# a shell takes it with: eval "$(./scons env)"', file=sys.stderr)
    sys.exit(0)


def activation(root: Path, folder: Path) -> str:
    """What a shell is told: trees share an environment, which thus names none."""
    activate = shlex.quote(str(folder / "bin" / "activate"))
    modules = shlex.quote(str(root / "site_scons"))
    return f". {activate} && export PYTHONPATH={modules}"


def _exec(root: Path, folder: Path, arguments: list[str]) -> NoReturn:
    binaries = folder / "bin"
    environ = {
        key: value
        for key, value in os.environ.items()
        if key not in ("PYTHONHOME", "PYTHONPATH")
    }
    # Sources and messages are UTF-8, whatever the locale.
    environ["PYTHONUTF8"] = "1"
    environ["VIRTUAL_ENV"] = str(folder)
    environ["PATH"] = f"{binaries}:{environ.get('PATH', os.defpath)}"
    os.chdir(root)
    python = str(binaries / "python")
    # SConstruct lets it in again.
    interruption.hold()
    os.execve(python, [python, str(binaries / "scons"), *arguments], environ)
