# SPDX-License-Identifier: ISC
"""The Qubes database: settings of a virtual machine that may change while it runs."""

from __future__ import annotations

from typing import Protocol

from echis.devices.targets import XEN
from echis.impl import impl
from echis.type import Impl, Typ


class QubesdbSignature(Protocol):
    """What a Qubes database does; after Qubes.DB of mirage-qubes."""

    def read(self, path: str) -> str | None:
        """The value at ``path``; None where there is none."""

    async def write(self, path: str, value: str) -> None:
        """Sets the value at ``path``. OSError where the database refuses it."""

    async def changed(self, path: str) -> str | None:
        """Waits for a change of the value at ``path``, and gives the new one."""


class Qubesdb(QubesdbSignature):
    """The marker of ``qubesdb``."""


qubesdb: Typ[Qubesdb] = Typ(Qubesdb, "qubesdb")


# The database of the domain's own administration.
default_qubesdb: Impl[Qubesdb] = impl(
    "default_qubesdb", qubesdb, module="echis_qubesdb", targets=XEN, later=True
)
