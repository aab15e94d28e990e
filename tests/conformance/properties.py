# SPDX-License-Identifier: ISC
"""The properties: a folder of tests/unikernels, another way to run its image,
or a way to damage one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from tests.lab.case import Case
from tests.lab.case_file import CaseTable

from . import corrupt, images

_UNIKERNELS = images.ROOT / "tests" / "unikernels"
_VARIANTS = (_UNIKERNELS / "variants.toml", Path(__file__).with_name("variants.toml"))
_TARGETS = ("spt", "hvt", "virtio", "xen")
_TENDERS = ("spt", "hvt")  # of our own: neither QEMU nor Xen is one
_WHERE = ("targets", "arches", "skip")
# What test.toml calls the keys of a case.
_NO_TENDER = {
    "virtio": "its host's side is QEMU's",
    "xen": "its host's side is Xen's",
}
_KEYS = {"exit": "exits", "tender_args": "options"}


class Property:
    """A property of images or tenders. `damage` names what is done to the
    image before; `skip` says why a target or an arch has no such property.
    """

    def __init__(self, table: Mapping[str, Any], damage: str = "") -> None:
        own = {_KEYS.get(key, key): value for key, value in table.items()}
        self.damage = damage
        self._arches: Sequence[str] | None = own.pop("arches", None)
        self._skip: Mapping[str, str] = own.pop("skip", {})
        self._table = CaseTable(own)
        self.name = self._table.name
        self.image = self._table.image

    @property
    def test(self) -> str:
        """The property that this shows, alone or together with variants."""
        image = self.image.removeprefix("test_")
        if self.damage:
            return "corrupt"
        return image if self.name.startswith(image) else self.name

    def skip(self, target: str, arch: str) -> str:
        """Why the property says nothing there, empty when it is run."""
        if target not in self._table.targets:
            as_hvt = "" if target == "spt" else self._skip.get("hvt", "")
            why = self._skip.get(target, as_hvt)
            return why or f"{self.name} is no property of {target}"
        if found := self._skip.get(f"{target}-{arch}"):
            return found
        if self._arches is not None and arch not in self._arches:
            return self._skip.get(arch) or f"{self.name} is no property of {arch}"
        return ""

    def case(self, target: str) -> Case:
        """What to run and to expect on `target`."""
        return self._table.case(target)


@cache
def properties() -> Sequence[Property]:
    """Every property, by name."""
    folders = [path for path in _UNIKERNELS.glob("test_*") if path.is_dir()]
    found = [Property(_unikernel(folder)) for folder in folders]
    found += [Property(_variant(case)) for case in _cases(_VARIANTS[0])]
    found += [Property(_of_tender(case)) for case in _cases(_VARIANTS[1])]
    found += [Property(_damaged(kind), kind) for kind in corrupt.DAMAGES]
    return sorted(found, key=lambda one: one.name)


def _unikernel(folder: Path) -> dict[str, Any]:
    """The case of a folder; without test.toml its image only has to succeed."""
    file = folder / "test.toml"
    table = tomli.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    own = {"name": folder.name.removeprefix("test_"), "image": folder.name}
    return {"expect": ["SUCCESS"], "targets": _TARGETS} | table | own


def _variant(case: dict[str, Any]) -> dict[str, Any]:
    """A case that means something where the test of its image does."""
    base = _unikernel(_UNIKERNELS / str(case["image"]))
    return {key: base[key] for key in _WHERE if key in base} | case


def _of_tender(case: dict[str, Any]) -> dict[str, Any]:
    """A case that is about the host's side, as far as that is ours."""
    own = {"targets": _TENDERS, "skip": _NO_TENDER}
    return _variant(case) | own | case


def _cases(file: Path) -> list[dict[str, Any]]:
    found = tomli.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return [dict(table) for table in found.get("case", [])]


def _damaged(kind: str) -> dict[str, Any]:
    case = {"name": f"corrupt_{kind}", "image": "test_hello"}
    return _of_tender(case | {"exits": [1], "absent": ["SUCCESS"]})
