# SPDX-License-Identifier: ISC


async def start(network, ethernet):
    print(network, ethernet)
