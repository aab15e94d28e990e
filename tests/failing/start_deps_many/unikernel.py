# SPDX-License-Identifier: ISC


async def start(time, disk, nothing, more):
    print(time, disk, nothing, more)
