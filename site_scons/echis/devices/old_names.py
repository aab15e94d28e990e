# SPDX-License-Identifier: ISC
"""MirageOS's deprecated names: they work, and tell once what to use instead."""

from __future__ import annotations

from typing import Any

from echis.application import warn
from echis.checked import checked
from echis.devices.job import noop
from echis.devices.random import Random, default_random
from echis.impl import dep, renamed
from echis.type import Impl, Job

stdlib_random: Impl[Random] = renamed(
    default_random, "stdlib_random is deprecated: use default_random"
)
nocrypto_random: Impl[Random] = renamed(
    default_random, "nocrypto_random is deprecated: use default_random"
)
nocrypto: Impl[Job] = renamed(
    noop, "nocrypto is deprecated and does nothing: leave it out"
)


@checked
def abstract(one: Impl[Any]) -> Impl[Any]:
    """The old name of ``dep``."""
    warn("abstract is deprecated: use dep")
    return dep(one)
