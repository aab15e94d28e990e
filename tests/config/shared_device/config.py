# SPDX-License-Identifier: ISC
# Two equal descriptions are one device; it is connected once, before its users.
from echis import *


class Network:
    """Sends and receives frames."""


class Ethernet:
    """Frames with addresses."""


network = typ(Network)
ethernet = typ(Ethernet)


def netif(name: str) -> Type.Impl[Network]:
    return impl(
        "netif",
        network,
        arguments=[f"{name!r}"],
        manifest=[(name, "NET_BASIC")],
    )


etif = impl("etif", network >> ethernet)
disk = impl("disk", typ(Job), manifest=[("data", "BLOCK_BASIC")])
unikernel = main("unikernel", network >> ethernet >> job, deps=[disk])
register("shared_device", [unikernel(netif("service"), etif(netif("service")))])
