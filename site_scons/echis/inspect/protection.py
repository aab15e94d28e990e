# SPDX-License-Identifier: ISC
"""A verdict per protection: what the file asks for, and what tests observed.

A file only asks. On spt the host kernel grants it page by page; on hvt, virtio
and xen the tender's pages leave the execute bit to the guest's own page tables,
so there only the observation counts.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass

from echis.inspect.elf import PAGE, Image, Segment
from echis.inspect.observed import Observed
from echis.inspect.solo5 import INTERPRETER

YES, NO, UNKNOWN, NA = "yes", "no", "unknown", "n/a"

Asked = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One protection: ``asked`` is yes, no, unknown or n/a, ``detail`` why;
    ``observed`` is what the property test of that name saw, or why none did."""

    name: str
    asked: str
    detail: str
    observed: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What the checks look at; ``symbols`` come from the file and its map."""

    image: Image
    target: str
    symbols: Container[str] | None


def verdicts(
    subject: Subject, observed: Observed | None, ours: bool
) -> tuple[Verdict, ...]:
    """A verdict for each protection, in a fixed order."""
    return tuple(
        Verdict(name, *check(subject), _observed(subject, test, observed, ours))
        for name, test, check in _CHECKS
    )


def _observed(
    subject: Subject, test: str, observed: Observed | None, ours: bool
) -> str:
    if not test:
        return "n/a: no test looks at it"
    if not ours:
        return "n/a: the tests run on images of Echis"
    if observed is None:
        return "n/a: no results given"
    result = observed.get((subject.target, subject.image.machine, test))
    if result is None:
        return f"n/a: {test} has no result here"
    reason = f": {result.reason}" if result.reason else ""
    return f"{test} {result.outcome}{reason}"


def _carrying(image: Image, flag: str) -> list[Segment]:
    return [s for s in image.loads() if flag in s.flags]


def _text_not_writable(subject: Subject) -> Asked:
    text = _carrying(subject.image, "X")
    if not text:
        return UNKNOWN, "no segment is executable"
    return _all(text, lambda s: "W" not in s.flags)


def _text_execute_only(subject: Subject) -> Asked:
    text = _carrying(subject.image, "X")
    if not text:
        return UNKNOWN, "no segment is executable"
    asked, detail = _all(text, lambda s: s.flags == "X")
    if subject.target in ("", "spt"):
        return asked, detail
    return NA, f"{detail}; page tables of a guest kernel cannot withhold reading"


def _rodata_not_writable(subject: Subject) -> Asked:
    return _rodata(subject, "W")


def _rodata_not_executable(subject: Subject) -> Asked:
    return _rodata(subject, "X")


def _rodata(subject: Subject, flag: str) -> Asked:
    """By .rodata's segment; a file without sections cannot tell data from code."""
    section = subject.image.section(".rodata")
    if section is None or not section.size:
        return UNKNOWN, "the file has no section .rodata"
    holders = [
        s
        for s in subject.image.loads()
        if s.address <= section.address and section.address + section.size <= s.end
    ]
    if not holders:
        return UNKNOWN, ".rodata lies in no segment"
    return _all(holders, lambda s: flag not in s.flags)


def _data_not_executable(subject: Subject) -> Asked:
    data = _carrying(subject.image, "W")
    if not data:
        return UNKNOWN, "no segment is writable"
    return _all(data, lambda s: "X" not in s.flags)


def _write_xor_execute(subject: Subject) -> Asked:
    """Also where two segments share a page, which a loader can give one right."""
    both = [s for s in subject.image.loads() if {"W", "X"} <= set(s.flags)]
    if both:
        return NO, f"{_place(both[0])} is both"
    for w in _carrying(subject.image, "W"):
        for x in _carrying(subject.image, "X"):
            if _pages(w)[0] < _pages(x)[1] and _pages(x)[0] < _pages(w)[1]:
                return NO, f"{_place(w)} and {_place(x)} share a page"
    return YES, "no page is both"


def _page_zero(subject: Subject) -> Asked:
    lowest = min((s.address for s in subject.image.loads()), default=None)
    if lowest is None:
        return UNKNOWN, "the file loads nothing"
    return (YES if lowest >= PAGE else NO), f"the lowest segment is at {lowest:#x}"


def _stack_protector(subject: Subject) -> Asked:
    if subject.symbols is None:
        return UNKNOWN, "the file has no symbols and no map"
    found = "__stack_chk_fail" in subject.symbols
    return (
        YES if found else NO
    ), f"__stack_chk_fail is {'' if found else 'not '}linked"


def _stack_guard(subject: Subject) -> Asked:
    guards = [s for s in subject.image.loads() if not s.flags and s.file_size]
    if guards:
        return YES, _place(guards[0])
    if subject.target in ("", "spt"):
        return NO, "no segment grants nothing"
    return NA, "no segment grants nothing; the bindings' page tables may"


def _load_address(subject: Subject) -> Asked:
    if subject.image.kind == "EXEC":
        return NA, f"fixed at {_base(subject.image):#x}: Solo5's ABI moves no image"
    return YES, "the file can be moved"


def _host_refuses(subject: Subject) -> Asked:
    image = subject.image
    found = next((s for s in image.segments if s.kind == "INTERP"), None)
    if found is None:
        return NO, "no PT_INTERP: a host kernel may run it"
    name = image.content(found)
    if name.startswith(INTERPRETER):
        return YES, f"PT_INTERP is {INTERPRETER[:-1].decode()}"
    return NO, f"PT_INTERP is {name.split(bytes(1))[0].decode('latin-1')!r}"


def _all(segments: list[Segment], good: Callable[[Segment], bool]) -> Asked:
    """No as soon as one segment is not good, and that one is named."""
    bad = [s for s in segments if not good(s)]
    shown = (bad or segments)[0]
    return (NO if bad else YES), _place(shown)


def _place(segment: Segment) -> str:
    return f"{segment.flags or 'no access'} at {segment.address:#x}"


def _pages(segment: Segment) -> tuple[int, int]:
    return segment.address // PAGE, -(-segment.end // PAGE)


def _base(image: Image) -> int:
    return min((s.address for s in image.loads()), default=0)


Check = Callable[[Subject], Asked]
_CHECKS: tuple[tuple[str, str, Check], ...] = (
    ("text not writable", "xnow", _text_not_writable),
    ("text not readable", "xnor", _text_execute_only),
    ("rodata not writable", "rnow", _rodata_not_writable),
    ("rodata not executable", "rnox", _rodata_not_executable),
    ("data not executable", "wnox", _data_not_executable),
    ("nothing both writable and executable", "", _write_xor_execute),
    ("page 0 unmapped", "zeropage", _page_zero),
    ("stack protector", "ssp", _stack_protector),
    ("stack guard page", "stackguard", _stack_guard),
    ("load address chosen at random", "", _load_address),
    ("host kernel refuses to run it", "noexec", _host_refuses),
)
