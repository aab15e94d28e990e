# SPDX-License-Identifier: ISC
"""The matrix property × target × arch, computed from the tree."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from echis import target as targets
from tests.lab.case import Case
from tests.lab.job import Job
from tests.lab.ways import Way, way

from . import corrupt, images
from .properties import Property, properties


@dataclass(frozen=True, slots=True)
class Cell:
    """One property on one target and arch; its id reads `wnox-hvt-x86_64`."""

    prop: Property
    target: str
    arch: str

    @property
    def id(self) -> str:
        """The name in pytest's output and in the lab's."""
        return f"{self.prop.name}-{self.target}-{self.arch}"

    @property
    def skip(self) -> str:
        """Why this cell says nothing, empty when it is run."""
        return self.prop.skip(self.target, self.arch)

    @property
    def case(self) -> Case:
        """What to run and to expect here."""
        return self.prop.case(self.target)

    @property
    def way(self) -> Way:
        """How it is run on this machine."""
        return way(self.target, self.arch)

    def job(self, work: Path) -> Job:
        """The lab's job; a damaged copy of an image is written into `work`."""
        file = images.built(images.image(self.prop.image, self.target, self.arch))
        if self.prop.damage:
            file = corrupt.write(self.prop.damage, file, work / f"{self.id}.elf")
        tender = images.built(images.tender(self.target, self.arch))
        return self.case.job(self.id, tender, file)


def claimed() -> list[tuple[str, str]]:
    """(target, arch) of everything that the bindings' target.toml files claim."""
    return [
        (name, arch)
        for name, found in sorted(targets.load_all(images.ROOT).items())
        for arch in found.arches
    ]


def cells() -> list[Cell]:
    """The whole matrix, those run on this machine itself first."""
    matrix = [
        Cell(prop, target, arch) for target, arch in claimed() for prop in properties()
    ]
    return sorted(matrix, key=lambda cell: cell.way.batched)
