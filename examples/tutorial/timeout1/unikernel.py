# SPDX-License-Identifier: ISC
# A random sleep of up to three seconds against a timeout of two.
import asyncio
import random

from echis import Time


async def work(time: Time) -> str:
    await time.sleep_ms(random.randrange(3000))
    return "Heads"


async def start(time: Time) -> None:
    task = asyncio.create_task(work(time))
    await time.sleep_ms(2000)
    if task.done():
        print(f"Returned {await task}")
        return
    task.cancel()
    print("Cancelled")
