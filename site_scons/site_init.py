# SPDX-License-Identifier: ISC
"""Read by SCons before SConstruct: says what a foreign environment lacks."""

import importlib.util
import sys

import SCons.Script.Main
import SCons.Script.SConsOptions

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

_parser = SCons.Script.SConsOptions.SConsOptionParser
_error = _parser.error


def _mistake(parser, said):
    if parser.raise_exception_on_error:
        _error(parser, said)
    sys.exit(f"echis: {said}; ./scons -h lists verbs, variables and options")


# Options that nobody knows are told only after SConstruct was read.
_parser.error = _mistake
