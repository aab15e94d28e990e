# SPDX-License-Identifier: ISC
from echis import Block, Udp, V6


async def start(udp: Udp[V6], *rest: Block):
    print(udp, rest)
