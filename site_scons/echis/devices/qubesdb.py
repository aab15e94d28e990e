# SPDX-License-Identifier: ISC
"""The Qubes database: settings of a virtual machine that may change while it runs."""

from __future__ import annotations

from typing import Protocol

from echis import own_sources
from echis.devices.targets import XEN
from echis.impl import impl
from echis.type import Impl, Typ


class QubesdbSignature(Protocol):
    """What a Qubes database does; after Qubes.DB of mirage-qubes.

    Paths have at most 63 characters (letters, digits, and ``-_/.:@``), values 3071
    bytes and no zero byte.
    """

    def read(self, path: str) -> str | None:
        """The value at ``path``; None where there is none.

        When the database is gone, it is the last that was known.
        """

    async def write(self, path: str, value: str) -> None:
        """Sets the value at ``path``, once the database has confirmed it.

        OSError: EACCES where the database refuses it, EINVAL where it is too long or
        has other characters, ECONNRESET where the database is gone.
        """

    async def changed(self, path: str) -> str | None:
        """Waits until ``path`` is written or removed, and gives the new value.

        A write of the same value counts. From the first call on none is missed: the
        next call tells at once of one that came between. OSError as ``write`` has it.
        """


class Qubesdb(QubesdbSignature):
    """The marker of ``qubesdb``."""


qubesdb: Typ[Qubesdb] = Typ(Qubesdb, "qubesdb")


# The database of the domain's own administration.
default_qubesdb: Impl[Qubesdb] = impl(
    "default_qubesdb",
    qubesdb,
    module="echis_qubesdb",
    c_modules=[own_sources.path("runtime/micropython/modvchan.c")],
    targets=XEN,
)
