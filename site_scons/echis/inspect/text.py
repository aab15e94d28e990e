# SPDX-License-Identifier: ISC
"""A report as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from echis.inspect.elf import Segment
from echis.inspect.parts import Part
from echis.inspect.report import Report
from echis.inspect.solo5 import manifest_text
from echis.record import LeftOut, Module, Record

Row = Sequence[str]
_HOW = {
    "map": "by the linker's map",
    "symbols": "by the symbol table, an estimate",
    "sections": "by sections only",
}


def render(report: Report) -> str:
    """The whole report, ending in a newline."""
    sections = [
        summary(report),
        _titled("devices", _devices(report)),
        _titled("segments", table(SEGMENT_HEAD, map(segment_row, report.segments))),
        _titled("protections", table(PROTECTION_HEAD, protection_rows(report))),
        _titled(f"sizes {how(report)}", _sizes(report)),
        *(_record(report.record) if report.record else ()),
        [f"note: {remark}" for remark in report.remarks],
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def how(report: Report) -> str:
    """How the parts were found, in words."""
    return _HOW[report.sizes.origin]


def summary(report: Report) -> list[str]:
    """The image in four lines: what it is, how large, what it needs."""
    abi = report.abi
    target = f"{abi.target}, ABI version {abi.version}" if abi else "none known"
    return [
        f"image    {report.file}",
        f"target   {target}, {report.machine} ({report.kind}), entry {report.entry:#x}",
        f"size     {report.size} bytes in the file, {report.memory} in memory",
        f"memory   {memory(report)}",
    ]


def memory(report: Report) -> str:
    """The least memory it runs with, in words."""
    if report.min_mem_mib is None:
        return "not measured"
    return f"--mem={report.min_mem_mib} (MiB, measured)"


def table(head: Row, rows: Iterable[Row]) -> list[str]:
    """Lines with columns aligned; a head that begins with ">" aligns right."""
    all_rows = [[h.lstrip(">") for h in head], *rows]
    widths = [max(map(len, column)) for column in zip(*all_rows, strict=True)]
    return [_line(head, row, widths) for row in all_rows]


def _line(head: Row, row: Row, widths: Sequence[int]) -> str:
    cells = (
        cell.rjust(width) if name.startswith(">") else cell.ljust(width)
        for name, cell, width in zip(head, row, widths, strict=True)
    )
    return "  ".join(cells).rstrip()


SEGMENT_HEAD = ("kind", "flags", ">address", ">file", ">memory", ">align")
PROTECTION_HEAD = ("protection", "asked", "because", "observed")
SIZE_HEAD = (
    "group", "part", ">file", ">memory", ">text", ">rodata", ">data", ">bss", ">other"
)  # fmt: skip


def segment_row(s: Segment) -> Row:
    """A segment as cells."""
    numbers = (f"{s.address:#x}", f"{s.file_size}", f"{s.memory_size}", f"{s.align:#x}")
    return (s.kind, s.flags or "-", *numbers)


def protection_rows(report: Report) -> Iterator[Row]:
    """The verdicts as cells."""
    return ((v.name, v.asked, v.detail, v.observed) for v in report.protections)


def size_row(p: Part) -> Row:
    """A part as cells."""
    sizes = (p.file, p.memory, p.text, p.rodata, p.data, p.bss, p.other)
    return (p.group, p.name, *map(str, sizes))


def total(parts: Iterable[Part]) -> Part:
    """The sum of parts."""
    found = tuple(parts)
    return Part(
        "total",
        "",
        text=sum(p.text for p in found),
        rodata=sum(p.rodata for p in found),
        data=sum(p.data for p in found),
        bss=sum(p.bss for p in found),
        other=sum(p.other for p in found),
    )


def _sizes(report: Report) -> list[str]:
    rows = [*report.sizes.parts, total(report.sizes.parts)]
    return table(SIZE_HEAD, map(size_row, rows))


def _devices(report: Report) -> list[str]:
    if report.manifest is None:
        return []
    return manifest_text(report.manifest).splitlines() or ["none"]


def _record(record: Record) -> Iterator[list[str]]:
    yield _titled("build", build_lines(record))
    yield _titled("sources", table(SOURCE_HEAD, source_rows(record)))
    for title, rows in modules(record):
        yield _titled(title, table(MODULE_HEAD, rows))


MODULE_HEAD = ("name", "why", "source")
SOURCE_HEAD = ("name", "version", "licence", "sha256", "purl")


def source_rows(record: Record) -> Iterator[Row]:
    """The sources as cells."""
    return ((s.name, s.version, s.licence, s.sha256, s.purl) for s in record.sources)


def build_lines(record: Record) -> list[str]:
    """The context of the build."""
    state = "linked" if record.compiler.linked else "left out"
    lines = [
        f"app        {record.app}",
        *([f"from       {record.src}"] if record.src else ()),
        f"context    {record.target} {record.arch} {record.toolchain} {record.mode}",
        f"echis      {record.echis}",
        f"compiler   {state}: {record.compiler.why}",
    ]
    return [*lines, *(f"entropy    {name}" for name in record.entropy)]


def modules(record: Record) -> Iterator[tuple[str, list[Row]]]:
    """What is in and what was left out, under a title each, as cells."""
    kinds: dict[str, Sequence[Module | LeftOut]] = {
        "C modules": record.c_modules,
        "Python modules": record.python_modules,
        "optional, left out": record.left_out,
    }
    for title, members in kinds.items():
        if members:
            yield title, [(m.name, m.why, getattr(m, "source", "")) for m in members]


def _titled(title: str, lines: Sequence[str]) -> list[str]:
    return [f"{title}:", *(f"  {line}" for line in lines)] if lines else []
