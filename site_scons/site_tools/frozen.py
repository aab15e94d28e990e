# SPDX-License-Identifier: ISC
"""SCons tool: the frozen code of an application."""

from __future__ import annotations

import json
from pathlib import Path

from SCons.Script import Action

from echis import freeze
from echis import micropython as port
from echis.reported import status_of


def generate(env):
    """Adds the method below to an environment."""
    env.AddMethod(frozen_python, "FrozenPython")


def exists(env):
    """True: the tool that freezes is vendored, and runs in our Python."""
    return True


def frozen_python(env, shared, place: str, files, own):
    """The object of all frozen Python, and the header of its names."""
    context = env["ECHIS_CONTEXT"]
    qstrs = shared.headers["qstrdefs.preprocessed.h"]
    mpys = [env.Mpy(place, file) for file in files]
    flags = port.flags(context.build_dir, context.mode)
    names = [env.OwnNames(place, file, flags) for file in own]
    output, header = f"{place}/frozen_content.c", f"{place}/frozen_names.h"

    def write(target, source, env):
        paths = [str(node) for node in source]
        files = [Path(path) for path in paths if path.endswith(".json")]
        found = port.merged(json.loads(f.read_text(encoding="utf-8")) for f in files)
        words = [name.removeprefix("MP_QSTR_") for name in found["qstr"]]
        bytecode = [path for path in paths if path.endswith(".mpy")]
        command = freeze.freeze_command(
            port.VENDORED, paths[0], words, bytecode, output
        )
        return status_of(freeze.freeze, command) or status_of(
            _write_names, output, header
        )

    c_file, h_file = env.Command(
        [f"#{output}", f"#{header}"],
        [qstrs, *mpys, *names],
        Action(write, f"FREEZE {place}"),
    )
    env.Depends([c_file, h_file], [env["ECHIS_MAKERS"], f"#{freeze.TOOL}"])
    compiled = env.Freestanding(
        output, part="micropython", depends=[c_file, *shared.common], flags=flags
    )
    return compiled, h_file


def _write_names(frozen_content: str, header: str) -> None:
    text = freeze.names_header(Path(frozen_content).read_text(encoding="utf-8"))
    Path(header).write_text(text, encoding="utf-8")
