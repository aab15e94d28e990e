# SPDX-License-Identifier: ISC
import asyncio

_FAILURES = {
    "plain": OSError(5),
    "cancelled": asyncio.CancelledError(),
    "interrupted": KeyboardInterrupt(),
    "exit": SystemExit(3),
}


async def connect(fails, clock=None):
    await asyncio.sleep(0)
    if fails:
        raise _FAILURES[fails]
    print("there")
