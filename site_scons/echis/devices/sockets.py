# SPDX-License-Identifier: ISC
"""The host's sockets, which only the unix target has."""

from __future__ import annotations

from typing import Any

from echis.devices.targets import UNIX
from echis.impl import impl
from echis.type import Impl, Typ


def of_sockets(type: Typ[Any], arguments: list[str], **options: Any) -> Impl[Any]:
    """``type`` by sockets, its class called with ``arguments``, as expressions."""
    return impl(
        f"socket_{type}",
        type,
        module="echis_socket",
        arguments=arguments,
        targets=UNIX,
        later=True,
        **options,
    )


def bound(type: Typ[Any], *addresses: object) -> Impl[Any]:
    """The same, bound to each of ``addresses``, or to all where one is None."""
    return of_sockets(type, [repr(None if a is None else str(a)) for a in addresses])
