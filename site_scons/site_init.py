# SPDX-License-Identifier: ISC
"""Read by SCons before SConstruct: says what a foreign environment lacks."""

import importlib.util
import sys

import SCons.Script.Main

_NEEDED = ("tomli", "packaging", "requests", "pkgconfig", "elftools", "ziglang")
_NEEDED += ("pkgconf", "mypy")
_missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
if _missing:
    sys.exit(
        f"echis: this Python environment lacks {', '.join(_missing)}: run ./scons "
        'instead of scons, or activate the private environment: eval "$(./scons env)"'
    )

# stdout belongs to the verbs: SCons's own remarks would be in their way.
SCons.Script.Main.progress_display.set_mode(0)
