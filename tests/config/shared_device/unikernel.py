# SPDX-License-Identifier: ISC


async def start(network, ethernet, disk):
    print(network, ethernet, disk)
