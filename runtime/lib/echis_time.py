# SPDX-License-Identifier: ISC
# Timers of the event loop, whose grain is the millisecond.
import asyncio


class Time:
    async def sleep_ns(self, duration):
        # Never too short: rounded up.
        await asyncio.sleep_ms((max(duration, 0) + 999999) // 1000000)

    async def sleep_ms(self, duration):
        await asyncio.sleep_ms(max(duration, 0))
