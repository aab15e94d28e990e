# SPDX-License-Identifier: ISC


async def start(disk):
    print(disk.capacity, disk.block_size)
