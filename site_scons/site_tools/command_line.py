# SPDX-License-Identifier: ISC
"""The words that SCons hands on: variables, and options that it does not know."""

from __future__ import annotations

import os
from pathlib import Path

from SCons.Script import ARGUMENTS, GetLaunchDir, Main

from echis import options


def variables() -> dict[str, str]:
    """`name=value` words, with those that options of ours stand for."""
    parser = Main.OptionsParser
    # SCons keeps what a SConscript may declare later; here none does.
    kept = [word for word in parser.largs if word.startswith("-")]
    parser.largs = [word for word in parser.largs if word not in kept]
    return {**ARGUMENTS, **options.variables(kept, parser._long_opt)}


def folder() -> Path:
    """The caller's folder, where relative paths start."""
    return Path(os.environ.get("ECHIS_CWD") or GetLaunchDir())
