# SPDX-License-Identifier: ISC
"""Stacks: IP, UDP and TCP over one interface, or the host's sockets."""

from __future__ import annotations

from typing import Protocol

from echis.devices.ip import V4, V4V6, V6, Family, Ip
from echis.devices.tcp import Tcp
from echis.devices.udp import Udp
from echis.type import Typ


class StackSignature(Protocol[Family]):
    """What a stack does; after Tcpip.Stack.V4V6. OSErrors are those of its layers."""

    @property
    def udp(self) -> Udp[Family]:
        """Its UDP."""

    @property
    def tcp(self) -> Tcp[Family]:
        """Its TCP."""

    @property
    def ip(self) -> Ip[Family]:
        """Its IP; with the host's sockets only its addresses mean something."""

    async def listen(self) -> None:
        """Receives until ``disconnect``; the generated ``main.py`` runs it."""

    async def disconnect(self) -> None:
        """Closes every connection and ends ``listen``."""


class Stackv4(StackSignature[V4]):
    """The marker of ``stackv4``."""


class Stackv6(StackSignature[V6]):
    """The marker of ``stackv6``."""


class Stackv4v6(StackSignature[V4V6]):
    """The marker of ``stackv4v6``."""


stackv4: Typ[Stackv4] = Typ(Stackv4, "stackv4")
stackv6: Typ[Stackv6] = Typ(Stackv6, "stackv6")
stackv4v6: Typ[Stackv4v6] = Typ(Stackv4v6, "stackv4v6")
