# SPDX-License-Identifier: ISC
import asyncio
import asyncio as aio
from asyncio import Queue, gather


async def start():
    await gather(asyncio.sleep(1), aio.TaskGroup())
    print(Queue(), time)
