# SPDX-License-Identifier: ISC
import asyncio
import asyncio as aio
import os
import time as clock
from asyncio import Barrier, gather, start_server
from math import floor, perm


async def start():
    await gather(asyncio.sleep(1), aio.to_thread(print))
    print(Barrier(2), time)
    print(os.getcwd(), os.fork(), clock.ticks_ms(), clock.strftime("%Y"), floor, perm)
    if hasattr(os, "cpu_count"):
        print(os.cpu_count())
    try:
        print(os.getpid())
    except AttributeError:
        print(os.getppid())
    print(asyncio.open_connection, start_server, asyncio.StreamReader)
