# SPDX-License-Identifier: ISC
"""The graph of an application as boxes and lines, its choices made or still open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from echis.device import Device
from echis.impl import App, Applied, Dev, If
from echis.info import Info
from echis.location import Location
from echis.type import Impl

Kind = Literal["argument", "dep", "branch", "default", "functor"]


@dataclass(frozen=True, slots=True)
class Box:
    """A device, a choice (``if``), or a choice of functors that is applied.

    ``type`` is the whole type of a device, ``result`` what it is once applied.
    ``place`` is its line, seen from the application's folder.
    """

    kind: Literal["device", "if", "app"]
    name: str
    type: str
    result: str
    keys: tuple[str, ...]
    place: str
    later: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What box ``source`` needs: box ``target``; a branch says for which value."""

    source: int
    target: int
    kind: Kind
    label: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """Boxes, those that others need first, and the lines between them."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def resolved(info: Info) -> Outline:
    """The graph in its context, with every choice made."""
    boxes, lines = [], []
    for index, node in enumerate(info.graph.nodes):
        where = info.graph.location(index) or info.application.location
        boxes.append(_device(node.device, info.application.relative(where)))
        lines += [Line(index, i, "argument") for i in node.args]
        lines += [Line(index, i, "dep") for i in node.deps]
    return Outline(tuple(boxes), tuple(lines))


def unresolved(info: Info) -> Outline:
    """The graph with the choices that ``config.py`` leaves open."""
    drawing = _Drawing(info)
    for job in info.application.all_jobs:
        drawing.box(job)
    return Outline(tuple(drawing.placed()), tuple(drawing.lines))


def _device(device: Device, place: str) -> Box:
    keys = tuple(key.name for key in device.all_keys)
    return Box(
        "device",
        device.name,
        str(device.type),
        str(device.result),
        keys,
        place,
        device.later,
    )


class _Drawing:
    """Boxes of implementations, equal ones once."""

    def __init__(self, info: Info) -> None:
        self.boxes: list[Box] = []
        self.lines: list[Line] = []
        self._application = info.application
        self._places: list[Location] = []
        self._seen: dict[int, int] = {}
        self._equal: dict[Any, int] = {}

    def box(self, impl: Any) -> int:
        """The index of its box."""
        if id(impl) not in self._seen:
            self._seen[id(impl)] = self._drawn(impl)
        return self._seen[id(impl)]

    def placed(self) -> list[Box]:
        """The boxes; those of the catalogue's own stand at a line that needs them."""
        for line in sorted(self.lines, key=lambda line: (-line.target, line.source)):
            self._places[line.target] = (
                self._places[line.target] or self._places[line.source]
            )
        here = self._application.location
        return [
            replace(box, place=self._application.relative(place or here))
            for box, place in zip(self.boxes, self._places, strict=True)
        ]

    def _drawn(self, impl: Any) -> int:
        match impl:
            case If(renamed=old, default=default) if old:
                return self.box(default)
            case If():
                return self._choice(impl)
            case App():
                needs = [("functor", "", self.box(impl.function))]
                box = Box("app", "apply", "", "", (), "")
                needs += self._arguments(impl.args)
                return self._add(box, needs, (), impl.function.location)
            case Applied(head=If()):
                return self.box(impl.head)
            case Applied() | Dev():
                return self._of_device(impl)
        raise AssertionError(impl)

    def _of_device(self, impl: Dev[Any] | Applied[*tuple[Any, ...], Any]) -> int:
        device = impl.device if isinstance(impl, Dev) else impl.head
        assert isinstance(device, Device), device
        needs = [("dep", "", self.box(one)) for one in impl.deps]
        needs += self._arguments(impl.args)
        return self._add(_device(device, ""), needs, device, device.location)

    def _choice(self, choice: If[Any]) -> int:
        cases: dict[int, list[str]] = {}
        for case, branch in choice.branches:
            secret = any(key.secret for key in choice.value.deps)
            shown = "***" if secret else str(case)
            cases.setdefault(self.box(branch), []).append(shown)
        needs = [("branch", ", ".join(named), to) for to, named in cases.items()]
        needs.append(("default", "", self.box(choice.default)))
        keys = tuple(key.name for key in choice.value.deps)
        box = Box("if", " ".join(keys), "", "", keys, "")
        return self._add(box, needs, choice.value, choice.location)

    def _arguments(self, args: tuple[Impl[Any], ...]) -> list[tuple[str, str, int]]:
        return [("argument", "", self.box(one)) for one in args]

    def _add(self, box: Box, needs: list[Any], identity: Any, where: Location) -> int:
        key = (box.kind, identity, tuple(needs))
        if key not in self._equal:
            index = self._equal[key] = len(self.boxes)
            self.boxes.append(box)
            self._places.append(where)
            self.lines += [Line(index, to, kind, text) for kind, text, to in needs]
        return self._equal[key]


def of(info: Info, *, evaluate: bool) -> Outline:
    """The graph, its choices made where ``evaluate`` says so."""
    return resolved(info) if evaluate else unresolved(info)
