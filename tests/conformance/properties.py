# SPDX-License-Identifier: ISC
"""The properties: one per folder of tests/unikernels, and their variants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from tests.lab.case import Case
from tests.lab.case_file import CaseTable

from . import images, unikernel_file

_VARIANTS = Path(__file__).with_name("variants.toml")
_EVERYWHERE = ("x86_64", "aarch64")


class Property:
    """A property that images have or tenders keep, and where it applies."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        own = dict(table)
        self.corrupt: str = own.pop("corrupt", "")
        self._arches: Sequence[str] = own.pop("arches", _EVERYWHERE)
        self._table = CaseTable(own)
        self.name = self._table.name
        self.image = self._table.image

    def applies(self, target: str, arch: str) -> bool:
        """Whether the property means something on this target and arch."""
        return target in self._table.targets and arch in self._arches

    def case(self, target: str, arch: str) -> Case:
        """What to run and to expect on this target and arch."""
        return self._table.case(target)


@cache
def properties() -> Sequence[Property]:
    """Every property, by name."""
    folders = sorted((images.ROOT / "tests" / "unikernels").glob("test_*"))
    tables = [unikernel_file.table(folder) for folder in folders]
    tables += tomli.loads(_VARIANTS.read_text(encoding="utf-8"))["case"]
    return sorted((Property(table) for table in tables), key=lambda found: found.name)
