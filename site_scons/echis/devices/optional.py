# SPDX-License-Identifier: ISC
"""Devices with settings of which each is a key, or is not given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from echis.impl import impl
from echis.key import Key
from echis.type import AnyType


def keyed(
    name: str, type: AnyType, module: str, settings: Mapping[str, Key[Any] | None]
) -> Any:
    """The implementation whose ``connect`` takes a setting for each key, in order.

    Every key that is given is one of the device's keys: none is forgotten.
    """
    keys = [key for key in settings.values() if key is not None]
    values = [
        "None" if key is None else f"key_gen.{key.function}()"
        for key in settings.values()
    ]
    return impl(name, type, module=module, arguments=values, keys=keys, later=True)
