# SPDX-License-Identifier: ISC
"""Happy eyeballs: the first of a name's addresses that answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from echis.devices.tcp import Flow
from echis.type import Typ


class HappyEyeballsSignature(Protocol):
    """What connecting to a name does (RFC 8305); after Happy_eyeballs_mirage.S.

    OSError: ENOENT for a name without addresses, ETIMEDOUT or ECONNREFUSED where
    none of them answers.
    """

    async def connect(
        self, host: str, ports: Sequence[int]
    ) -> tuple[tuple[str, int], Flow]:
        """Address and port that answered first, and the connection.

        ``host`` is a name or an address.
        """

    async def connect_ip(
        self, endpoints: Sequence[tuple[str, int]]
    ) -> tuple[tuple[str, int], Flow]:
        """The same among addresses that are known."""


class HappyEyeballs(HappyEyeballsSignature):
    """The marker of ``happy_eyeballs``."""


happy_eyeballs: Typ[HappyEyeballs] = Typ(HappyEyeballs, "happy_eyeballs")
