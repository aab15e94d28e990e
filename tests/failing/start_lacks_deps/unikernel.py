# SPDX-License-Identifier: ISC


async def start(time):
    print(time)
