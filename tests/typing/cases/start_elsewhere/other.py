# SPDX-License-Identifier: ISC
from echis import Network


async def start(network: Network) -> None:
    print(network.mtu)
