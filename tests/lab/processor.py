# SPDX-License-Identifier: ISC
"""The processor that a program is for, as its ELF header has it."""

from __future__ import annotations

from pathlib import Path

from .errors import Missing

_MACHINES = {62: "x86_64", 183: "aarch64"}  # e_machine
ARCHES = tuple(_MACHINES.values())


def arch_of(program: Path) -> str:
    """`x86_64` or `aarch64`. Raises Missing for what is neither."""
    with program.open("rb") as file:
        machine = int.from_bytes(file.read(20)[18:], "little")
    if machine not in _MACHINES:
        raise Missing(f"{program} is no ELF file for {' or '.join(ARCHES)}")
    return _MACHINES[machine]
