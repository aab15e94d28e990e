# SPDX-License-Identifier: ISC
"""What to type next, said once a step is done."""

from __future__ import annotations

import shlex
from pathlib import Path

from echis.arguments import Request, host_arch
from echis.host import Host, refusal
from echis.run import shown


def after_build(
    request: Request, app: Path, image: Path, context: tuple[str, str], host: Host
) -> str:
    """One line about a new image: how it is run, or looked at where it cannot be.

    ``app`` is its application's folder, ``context`` its target and arch.
    """
    verb = "inspect" if refusal(host, *context, str(image)) else "run"
    words = ["./scons", *_said(request, *context), f"app={shown(app, request.root)}"]
    line = shlex.join([*words, verb])
    return f"{shown(image, request.cwd)} is built; next: {line}"


def after_lock(request: Request, app: Path) -> str:
    """One line about a lock that is right: what is built from it."""
    return f"next: {shlex.join(['./scons', f'app={shown(app, request.root)}'])}"


def _said(request: Request, target: str, arch: str) -> list[str]:
    """The variables that are not as they are by default."""
    given = {
        "target": (target, "spt"),
        "arch": (arch, host_arch()),
        "toolchain": (request.toolchain, "zig"),
        "mode": (request.mode, "release"),
    }
    return [
        f"{name}={value}" for name, (value, usual) in given.items() if value != usual
    ]
