# SPDX-License-Identifier: ISC
# read_line stands for a client: lines of random length, after a random delay.
import random

from echis import Time


async def read_line(time: Time) -> str:
    await time.sleep_ms(random.randrange(250))
    return "a" * random.randrange(1, 20)


async def start(time: Time) -> None:
    for _ in range(10):
        print(await read_line(time))
