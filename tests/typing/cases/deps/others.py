# SPDX-License-Identifier: ISC
from echis import Block, Network, Time


async def start(time: Time, disk: Network, setup: int, console: Block) -> None:
    print(time, disk, setup, console)
