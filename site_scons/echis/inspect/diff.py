# SPDX-License-Identifier: ISC
"""What changed from one image to another: sizes, segments, devices, sources."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from echis.inspect import text
from echis.inspect.report import Report

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class SizeChange:
    """A part's bytes in the file and in memory, before and after."""

    group: str
    name: str
    file: tuple[int, int]
    memory: tuple[int, int]

    @property
    def growth(self) -> int:
        return self.file[1] - self.file[0]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is not the same; None where it is not there."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Two images; every tuple holds only what differs."""

    before: str
    after: str
    size: tuple[int, int]
    memory: tuple[int, int]
    sizes: tuple[SizeChange, ...]
    facts: tuple[Change, ...]
    segments: tuple[Change, ...]
    protections: tuple[Change, ...]
    devices: tuple[Change, ...]
    sources: tuple[Change, ...]
    modules: tuple[Change, ...]


def compare(before: Report, after: Report) -> Difference:
    """The difference between two reports."""

    def changed(fold: Callable[[Report], Mapping[str, str]]) -> tuple[Change, ...]:
        return _changes(fold(before), fold(after))

    return Difference(
        before=before.file,
        after=after.file,
        size=(before.size, after.size),
        memory=(before.memory, after.memory),
        sizes=_sizes(before, after),
        facts=changed(_facts),
        segments=changed(_segments),
        protections=changed(_protections),
        devices=changed(_devices),
        sources=changed(_sources),
        modules=changed(_modules),
    )


def to_json(difference: Difference) -> str:
    """The difference as a JSON document."""
    return json.dumps({"format": 1, **dataclasses.asdict(difference)}, indent=1)


def render(difference: Difference) -> str:
    """The difference as lines of text; it says so when there is none."""
    d = difference
    blocks = [
        [f"from {d.before}", f"to   {d.after}"],
        [_sum("size", d.size, "in the file"), _sum("memory", d.memory, "in memory")],
        _size_lines(d),
    ]
    names = ("facts", "segments", "protections", "devices", "sources", "modules")
    blocks += [_change_lines(name, getattr(d, name)) for name in names]
    if not any(blocks[2:]):
        blocks.append(["nothing else differs"])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _sizes(before: Report, after: Report) -> tuple[SizeChange, ...]:
    old = {(p.group, p.name): p for p in before.sizes.parts}
    new = {(p.group, p.name): p for p in after.sizes.parts}
    changes = []
    for key in _keys(old, new):
        a, b = old.get(key), new.get(key)
        file = (a.file if a else 0, b.file if b else 0)
        memory = (a.memory if a else 0, b.memory if b else 0)
        if file[0] != file[1] or memory[0] != memory[1]:
            changes.append(SizeChange(*key, file, memory))
    return tuple(sorted(changes, key=lambda c: (-abs(c.growth), c.group, c.name)))


def _keys(old: Iterable[Key], new: Iterable[Key]) -> list[Key]:
    return list(dict.fromkeys((*old, *new)))


def _changes(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Change, ...]:
    keys = [k for k in _keys(old, new) if old.get(k) != new.get(k)]
    return tuple(Change(k, old.get(k), new.get(k)) for k in keys)


def _facts(report: Report) -> dict[str, str]:
    abi, record = report.abi, report.record
    facts = {
        "machine": report.machine,
        "entry": f"{report.entry:#x}",
        "target": abi.target if abi else "none",
        "ABI version": str(abi.version) if abi else "none",
        "smallest memory": text.memory(report),
    }
    if record:
        facts |= {"app": record.app, "from": record.src, "toolchain": record.toolchain}
        facts |= {"mode": record.mode, "echis": record.echis}
        facts["compiler"] = "linked" if record.compiler.linked else "left out"
    return facts


def _segments(report: Report) -> dict[str, str]:
    """Numbered among their kind: the third LOAD is ``LOAD 2``."""
    seen: dict[str, int] = {}
    found = {}
    for segment in report.segments:
        number = seen.setdefault(segment.kind, 0)
        seen[segment.kind] += 1
        found[f"{segment.kind} {number}"] = " ".join(text.segment_row(segment)[1:])
    return found


def _protections(report: Report) -> dict[str, str]:
    return {v.name: f"{v.asked}; observed: {v.observed}" for v in report.protections}


def _devices(report: Report) -> dict[str, str]:
    devices = report.manifest.devices if report.manifest else ()
    return {d.name: d.type for d in devices}


def _sources(report: Report) -> dict[str, str]:
    sources = report.record.sources if report.record else ()
    return {s.name: f"{s.version} sha256 {s.sha256}" for s in sources}


def _modules(report: Report) -> dict[str, str]:
    record = report.record
    if record is None:
        return {}
    found = {f"C {m.name}": m.why for m in record.c_modules}
    found |= {f"Python {m.name}": m.why for m in record.python_modules}
    return found | {f"left out {m.name}": m.why for m in record.left_out}


def _sum(name: str, size: tuple[int, int], where: str) -> str:
    return f"{name:<7}{size[0]} -> {size[1]} bytes {where} ({size[1] - size[0]:+d})"


_HEAD = ("group", "part", ">file before", ">after", ">growth", ">memory", ">after")


def _size_lines(difference: Difference) -> list[str]:
    rows = [
        (c.group, c.name, *map(str, c.file), f"{c.growth:+d}", *map(str, c.memory))
        for c in difference.sizes
    ]
    return (
        ["sizes:", *(f"  {line}" for line in text.table(_HEAD, rows))] if rows else []
    )


def _change_lines(title: str, changes: tuple[Change, ...]) -> list[str]:
    lines = [
        f"  {c.name}: {c.before or 'not there'} -> {c.after or 'not there'}"
        for c in changes
    ]
    return [f"{title}:", *lines] if lines else []
