# SPDX-License-Identifier: ISC
from signatures import Clock


async def start(clock: Clock) -> None:
    print(clock.now() + "s")
