# SPDX-License-Identifier: ISC


class Clock:
    def __init__(self, name):
        if name == "moon":
            raise OSError(5)


async def connect(clock):
    return clock
