# SPDX-License-Identifier: ISC
# Heads after one second, tails after two, and then the end.
import asyncio

from echis import Time


async def flip(time: Time, seconds: int, side: str) -> None:
    await time.sleep_ms(seconds * 1000)
    print(side)


async def start(time: Time) -> None:
    heads = asyncio.create_task(flip(time, 1, "Heads"))
    tails = asyncio.create_task(flip(time, 2, "Tails"))
    await heads
    await tails
    print("Finished")
