# SPDX-License-Identifier: ISC
import asyncio
import asyncio as aio
from asyncio import Barrier, gather


async def start():
    await gather(asyncio.sleep(1), aio.to_thread(print))
    print(Barrier(2), time)
