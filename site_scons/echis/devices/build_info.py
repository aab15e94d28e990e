# SPDX-License-Identifier: ISC
"""What an image knows of its own build."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Protocol

from echis.checked import checked
from echis.impl import impl
from echis.info import Info
from echis.type import Impl, Typ


class BuildInfoSignature(Protocol):
    """What the frozen module ``build_info`` says; after Mirage.Info.t."""

    @property
    def name(self) -> str:
        """The application's name."""

    @property
    def target(self) -> str:
        """The target it was built for."""

    @property
    def echis(self) -> str:
        """The version of Echis that built it."""

    @property
    def src(self) -> str:
        """Where the application's source comes from; empty where that is unknown."""

    @property
    def packages(self) -> tuple[tuple[str, str, str], ...]:
        """Name, version and SHA-256 of each package, empty where that is unknown."""


class BuildInfo(BuildInfoSignature):
    """The marker of ``info``."""


info: Typ[BuildInfo] = Typ(BuildInfo, "info")


def _built(info: Info, module: str, args: Sequence[str]) -> str:
    return f"{module}.info({', '.join(args)})"


# All that is known when the image is built, from the lock.
app_info: Impl[BuildInfo] = impl(
    "app_info", info, module="build_info", connect=_built, early=True
)


def _hashed(info: Info, module: str, args: Sequence[str]) -> str:
    """The pairs in ``args`` with the hashes that the image's packages have."""
    found = f"[h for n, v, h in {module}.info().packages if (n, v) == one]"
    return f'{module}.info(tuple([one + ("".join({found}),) for one in {args[0]}]))'


@checked
def app_info_with_opam_deps(packages: Sequence[tuple[str, str]]) -> Impl[BuildInfo]:
    """The same with these names and versions in place of the lock's.

    A hash is the lock's where it has that name in that version, else empty.
    """
    rows = ", ".join(f"({json.dumps(n)}, {json.dumps(v)})" for n, v in packages)
    return impl(
        "app_info_with_opam_deps",
        info,
        module="build_info",
        arguments=[f"({rows},)" if rows else "()"],
        connect=_hashed,
        early=True,
    )
