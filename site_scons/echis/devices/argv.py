# SPDX-License-Identifier: ISC
"""The arguments that the image was started with."""

from __future__ import annotations

from typing import Protocol

from echis.type import Typ


class ArgvSignature(Protocol):
    """What boot arguments are; after mirage-bootvar's ``argv``."""

    def argv(self) -> list[str]:
        """The words of the command line, the image's name first."""


class Argv(ArgvSignature):
    """The marker of ``argv``."""


argv: Typ[Argv] = Typ(Argv, "argv")
