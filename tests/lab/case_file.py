# SPDX-License-Identifier: ISC
"""Cases read from TOML, one table each, with values that may differ by target.

Where the guest is the kernel, on virtio and xen as on hvt, what is said of hvt holds
unless the target has a value of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli

from .case import Case
from .job import Disk, Tap
from .processor import ARCHES


class CaseTable:
    """One `[[case]]` table: what it is for, and its case on each target."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = dict(table)
        self.name: str = self._table.pop("name")
        self.image: str = self._table.pop("image", f"test_{self.name}")
        self.tender: str = self._table.pop("tender", "solo5-{target}")
        self.targets: Sequence[str] = self._table.pop("targets", ("spt", "hvt"))
        self.arches: Sequence[str] = self._table.pop("arches", ARCHES)

    def case(self, target: str) -> Case:
        """The case on `target`: a value that is a table is looked up by target."""
        flat = {
            key: _of_target(value, target)
            for key, value in self._table.items()
            if _of_target(value, target) is not None
        }
        repeat = flat.pop("repeat", 1)
        for key in ("options", "disks"):
            if key in flat:
                flat[key] = _repeated(flat[key], repeat)
        flat["taps"] = [tap(text) for text in flat.get("taps", ())]
        flat["disks"] = [disk(text) for text in flat.get("disks", ())]
        return Case(self.name, **flat)


def _of_target(value: Any, target: str) -> Any:
    """The value on a target; None where it has none."""
    if not isinstance(value, dict):
        return value
    return value.get(target, None if target == "spt" else value.get("hvt"))


def case_tables(file: Path) -> list[CaseTable]:
    """Every case of a file, in its order."""
    return [CaseTable(table) for table in tomli.loads(file.read_text())["case"]]


def tap(text: str) -> Tap:
    """`NAME=ADDRESS/BITS[,MTU]`."""
    name, _, rest = text.partition("=")
    address, _, mtu = rest.partition(",")
    return Tap(name, address, int(mtu or 1500))


def disk(text: str) -> Disk:
    """`NAME=BYTES`."""
    name, _, size = text.partition("=")
    return Disk(name, int(size))


def _repeated(texts: Sequence[str], count: int) -> list[str]:
    """Texts with `{n}` once for each number below `count`, others once."""
    return [
        text.replace("{n}", str(number))
        for text in texts
        for number in range(count if "{n}" in text else 1)
    ]
