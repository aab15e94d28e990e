# SPDX-License-Identifier: ISC
"""What is known of an application once it is resolved for a target."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from echis import engine
from echis.application import Application
from echis.graph import Graph
from echis.key import Key
from echis.manifest import Manifest, check
from echis.value import Context


@dataclass(frozen=True, slots=True)
class Info:
    """The folds over the graph of one application for one target."""

    name: str
    target: str
    graph: Graph
    keys: tuple[Key[Any], ...]
    modules: tuple[str, ...]
    c_modules: tuple[Path, ...]
    manifest: Manifest


def of(application: Application, target: str) -> Info:
    """What ``application`` is on ``target``; C modules are absolute paths."""
    graph = engine.resolve(application.jobs, Context(target))
    c_modules = engine.c_modules(graph)
    # Xen's devices come from the xenstore and not through Solo5's manifest.
    entries = () if target == "xen" else engine.manifest(graph)
    return Info(
        name=application.name,
        target=target,
        graph=graph,
        keys=engine.keys(graph),
        modules=engine.modules(graph),
        c_modules=tuple(application.folder / name for name in c_modules),
        manifest=check(entries, application.location),
    )
