# SPDX-License-Identifier: ISC
"""Test guests: one C file each, built for one target and arch."""

from __future__ import annotations

import subprocess
from pathlib import Path

from echis import toolchain
from tests.conformance.images import ROOT

_HERE = Path(__file__).parent / "guests"
_RUNTIME = ROOT / "runtime"
_STRING = _RUNTIME / "libc" / "string.c"


def build(target: str, arch: str, manifest: str, folder: Path) -> Path:
    """The guest of `target` with guests/manifest_`manifest`.c, in `folder`."""
    tools = toolchain.load(ROOT, "zig", arch)
    folders = (_HERE, _HERE / arch, _RUNTIME / "include", _RUNTIME / "libc" / "include")
    include = [f"-I{place}" for place in folders]
    # A guest that smashes no stack needs no guard, nor a function for it.
    extra = ("-Os", "-fno-stack-protector", "-fno-builtin")
    objects = []
    parts = (_HERE / f"{target}.c", _HERE / f"manifest_{manifest}.c", _STRING)
    for source in parts:
        output = folder / f"{target}-{arch}-{manifest}-{source.name}.o"
        flags = (*tools.freestanding, *tools.warnings, *include, *extra)
        _run(*tools.cc, *flags, "-c", source, "-o", output)
        objects.append(output)
    image = folder / f"{manifest}-{arch}.{target}"
    script = ("-T", _HERE / "guest.ld", "-z", "max-page-size=4096")
    _run(*tools.ld, "-nostdlib", "-static", *script, "-o", image, *objects)
    return image


def _run(*words: str | Path) -> None:
    subprocess.run([str(word) for word in words], check=True)
