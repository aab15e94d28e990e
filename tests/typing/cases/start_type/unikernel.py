# SPDX-License-Identifier: ISC
from echis import Block, Network


async def start(
    disk: Network,
) -> None:
    print(disk.mtu)
