# SPDX-License-Identifier: ISC
"""Targets: what `runtime/bindings/<target>/target.toml` says of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from echis import tables
from echis.verbs import ARCHES


@dataclass(frozen=True, slots=True)
class Target:
    """One target. Sources are below ``runtime/``; ``cpu_sources`` are of every arch,
    ``machine_sources`` of one. ``vendored`` are entries of the lock that no other
    target needs.
    """

    name: str
    abi: int
    abi_version: int
    arches: tuple[str, ...]
    linker_script: str
    sources: tuple[str, ...]
    cpu_sources: tuple[str, ...]
    machine_sources: Mapping[str, tuple[str, ...]]
    cflags: tuple[str, ...]
    ldflags: tuple[str, ...]
    vendored: tuple[str, ...]

    def bindings(self, arch: str) -> list[str]:
        """The C and assembly files of the bindings for `arch`."""
        common = [f"runtime/bindings/{source}" for source in self.sources]
        cpu = [*self.cpu_sources, *self.machine_sources.get(arch, ())]
        return [*common, *(f"runtime/cpu/{arch}/{source}" for source in cpu)]


def load(file: Path) -> Target:
    """The target that `file` describes."""
    table = tables.read(file)
    target = Target(
        name=table.string("name"),
        abi=table.integer("abi"),
        abi_version=table.integer("abi_version"),
        arches=table.strings("arches"),
        linker_script=table.string("linker_script"),
        sources=table.strings("sources"),
        cpu_sources=table.strings("cpu_sources", ()),
        machine_sources={a: table.strings(f"{a}_sources", ()) for a in ARCHES},
        cflags=table.strings("cflags", ()),
        ldflags=table.strings("ldflags", ()),
        vendored=table.strings("vendored", ()),
    )
    table.done()
    return target


def load_all(root: Path) -> dict[str, Target]:
    """Every target of the tree, by name."""
    files = sorted((root / "runtime" / "bindings").glob("*/target.toml"))
    return {target.name: target for target in map(load, files)}
