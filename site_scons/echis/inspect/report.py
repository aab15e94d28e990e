# SPDX-License-Identifier: ISC
"""Everything known of one image, as values and as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from echis import record as records
from echis.errors import ConfigError
from echis.inspect import elf, linkmap, parts, protection, solo5
from echis.inspect.observed import Observed
from echis.record import Record

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Report:
    """One image; ``remarks`` say in a sentence each what could not be shown."""

    file: str
    size: int
    memory: int
    machine: str
    kind: str
    entry: int
    abi: solo5.Abi | None
    manifest: solo5.Manifest | None
    segments: tuple[elf.Segment, ...]
    protections: tuple[protection.Verdict, ...]
    sizes: parts.Sizes
    record: Record | None
    remarks: tuple[str, ...]

    @property
    def min_mem_mib(self) -> int | None:
        return self.record.min_mem_mib if self.record else None


def inspect(
    path: Path, map_file: Path | None = None, observed: Observed | None = None
) -> Report:
    """The report on an image; its map is looked for beside it unless given.

    ConfigError when the file is no ELF file or is truncated. What is merely
    missing (notes, map, record) becomes a remark.
    """
    image = elf.read(path)
    remarks: list[str] = []
    found = _map(image, map_file, remarks)
    record = _record(image, remarks)
    abi = _abi(image, remarks)
    target = abi.target if abi else ""
    subject = protection.Subject(image, target, _symbols(image, found))
    return Report(
        file=str(path),
        size=len(image.data),
        memory=sum(s.memory_size for s in image.loads()),
        machine=image.machine,
        kind=image.kind,
        entry=image.entry,
        abi=abi,
        manifest=_manifest(image, remarks),
        segments=image.segments,
        protections=protection.verdicts(subject, observed, record is not None),
        sizes=parts.sizes(image, found),
        record=record,
        remarks=tuple(remarks),
    )


def to_json(report: Report) -> str:
    """The report as a JSON document; addresses and sizes are numbers."""
    fields = dataclasses.asdict(report)
    fields["manifest"] = report.manifest and solo5.manifest_json(report.manifest)
    for row, part in zip(fields["sizes"]["parts"], report.sizes.parts, strict=True):
        row.update(file=part.file, memory=part.memory)
    return json.dumps({"format": FORMAT, **fields}, indent=1)


def maps_near(image: Path) -> Iterator[Path]:
    """Files that may be an image's map: its name with ``.map`` after it, beside
    it or, for an image in ``dist``, anywhere in the ``build`` next to that."""
    name = f"{image.name}.map"
    if image.with_name(name).is_file():
        yield image.with_name(name)
    for folder in image.resolve().parents[1:3]:
        yield from sorted((folder / "build").rglob(name))


def _map(
    image: elf.Image, given: Path | None, remarks: list[str]
) -> linkmap.LinkMap | None:
    if given:
        found = linkmap.read(given)
        if not found.describes(image):
            raise ConfigError(f"{given} is the map of another link than {image.path}")
        return found
    near = tuple(maps_near(image.path))
    for path in near:
        if (found := linkmap.read(path)).describes(image):
            return found
    name = f"{image.path.name}.map"
    why = "is of another link" if near else "is not beside the image, nor in build"
    remarks.append(f"{name} {why}: parts are told by symbols and sections only")
    return None


def _record(image: elf.Image, remarks: list[str]) -> Record | None:
    for note in image.notes:
        if note.owner == records.OWNER and note.kind == records.NOTE_TYPE:
            return records.parse(note.content, str(image.path))
    remarks.append("there is no build record in it: sources and reasons are not known")
    return None


def _abi(image: elf.Image, remarks: list[str]) -> solo5.Abi | None:
    found = solo5.abi(image)
    if found is None:
        remarks.append("there is no Solo5 ABI note in it: no tender will run it")
    return found


def _manifest(image: elf.Image, remarks: list[str]) -> solo5.Manifest | None:
    found = solo5.manifest(image)
    if found is None:
        remarks.append("there is no Solo5 manifest in it: its devices are not known")
    return found


def _symbols(image: elf.Image, found: linkmap.LinkMap | None) -> Set[str] | None:
    names = {s.name for s in image.symbols}
    for chunk in found.chunks if found else ():
        names |= {n.name for n in chunk.names}
        names.add(chunk.section.rpartition(".")[2])
    return names or None
