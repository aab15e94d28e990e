# SPDX-License-Identifier: ISC
# The same as timeout1, with wait_for.
import asyncio
import random

from echis import Time


async def work(time: Time) -> str:
    await time.sleep_ms(random.randrange(3000))
    return "Heads"


async def start(time: Time) -> None:
    try:
        print(f"Returned {await asyncio.wait_for(work(time), 2)}")
    except asyncio.TimeoutError:  # noqa: UP041 – MicroPython has two
        print("Cancelled")
