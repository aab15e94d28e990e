# SPDX-License-Identifier: ISC
"""Network interfaces: frames to and from a link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from echis.checked import checked
from echis.devices.buffer import ReadBuffer
from echis.impl import impl, match_impl
from echis.key import target, value
from echis.mirage_key import interface
from echis.type import Impl, Typ


class NetworkSignature(Protocol):
    """What an interface does; after Mirage_net.S.

    A frame is an Ethernet frame without its checksum. OSError: EMSGSIZE for a
    frame longer than ``mtu`` and its header, EIO where the host fails.
    """

    @property
    def mac(self) -> bytes:
        """The interface's own address, 6 bytes."""

    @property
    def mtu(self) -> int:
        """The most bytes of payload in a frame, its 14 bytes of header not counted."""

    def write(self, frame: ReadBuffer) -> None:
        """Sends one frame; what the link cannot take is lost, as on a wire."""

    async def listen(self, receive: Callable[[memoryview], None]) -> None:
        """Calls ``receive`` with each frame that comes, until ``disconnect``.

        The view is valid during the call only.
        """

    async def disconnect(self) -> None:
        """Ends ``listen``; nothing is sent or received any more."""


class Network(NetworkSignature):
    """The marker of ``network``."""


network: Typ[Network] = Typ(Network, "network")


@checked
def netif(name: str, *, group: str = "") -> Impl[Network]:
    """The interface ``name``, or the one that ``--interface`` says.

    On hvt, spt and virtio it is the manifest's name, on xen a vif's number, on unix
    a tap.
    """
    chosen = interface(name, group)
    return impl(
        "netif",
        network,
        module="echis_netif",
        arguments=[f"key_gen.{chosen.function}()"],
        manifest=[(chosen, "NET_BASIC")],
        later=True,
    )


# As MirageOS calls it: "service", on unix "tap0", on xen "0".
default_network: Impl[Network] = match_impl(
    value(target),
    {"unix": netif("tap0"), "xen": netif("0"), "qubes": netif("0")},
    default=netif("service"),
)
