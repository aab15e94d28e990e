# SPDX-License-Identifier: ISC
# The same as heads1, with gather.
import asyncio

from echis import Time


async def flip(time: Time, seconds: int, side: str) -> None:
    await time.sleep_ms(seconds * 1000)
    print(side)


async def start(time: Time) -> None:
    await asyncio.gather(flip(time, 1, "Heads"), flip(time, 2, "Tails"))
    print("Finished")
