# SPDX-License-Identifier: ISC
import time


async def connect():
    return time
