# SPDX-License-Identifier: ISC
"""Jobs that need no device."""

from __future__ import annotations

from collections.abc import Sequence

from echis.impl import impl
from echis.info import Info
from echis.type import Impl, Job, job


def _nothing(info: Info, module: str, args: Sequence[str]) -> str:
    return ""


# Does nothing, and is done.
noop: Impl[Job] = impl("noop", job, module="", connect=_nothing, early=True)
