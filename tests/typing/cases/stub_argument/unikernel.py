# SPDX-License-Identifier: ISC
import time


async def start():
    time.sleep("1")
    time.sleep_ms(1) + "x"
