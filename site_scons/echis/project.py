# SPDX-License-Identifier: ISC
"""``Project``: the folds over a whole application, as texts and lists."""

from __future__ import annotations

from echis import codegen, manifest
from echis.info import Info


def dry_run(info: Info) -> list[str]:
    """What configuring and building would write, a line each."""
    generated = {**codegen.files(info), "manifest.c": manifest.to_c(info.manifest)}
    installed = info.install()
    return [
        f"{info.name} for {info.target}:",
        *(f"  configure: {line}" for line in info.configure().dry_run()),
        *(
            f"  generate: {name} ({len(t.encode())} bytes)"
            for name, t in generated.items()
        ),
        *(f"  make: {rule.target}" for rule in info.rules()),
        f"  link: {info.output}",
        *(f"  install: {name}" for _, name in (*installed.bin, *installed.etc)),
    ]
