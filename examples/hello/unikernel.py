# SPDX-License-Identifier: ISC
# Prints the value of --hello four times, one second apart.
import asyncio

import key_gen


async def start():
    for _ in range(4):
        print(key_gen.hello())
        await asyncio.sleep(1)
