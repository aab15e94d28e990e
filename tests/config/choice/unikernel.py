# SPDX-License-Identifier: ISC


async def start(clock):
    print(clock)
