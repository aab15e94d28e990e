# SPDX-License-Identifier: ISC
"""What an image knows of its own build."""

from __future__ import annotations

from typing import Protocol

from echis.type import Typ


class BuildInfoSignature(Protocol):
    """What the frozen module ``build_info`` says; after Mirage.Info.t."""

    @property
    def name(self) -> str:
        """The application's name."""

    @property
    def target(self) -> str:
        """The target it was built for."""

    @property
    def packages(self) -> tuple[tuple[str, str, str], ...]:
        """Name, version and SHA-256 of each package."""


class BuildInfo(BuildInfoSignature):
    """The marker of ``info``."""


info: Typ[BuildInfo] = Typ(BuildInfo, "info")
