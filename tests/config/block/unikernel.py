# SPDX-License-Identifier: ISC
# Writes across blocks, none of it aligned, and reads it back.


async def start(disk):
    print(disk.capacity, disk.block_size)
    first, offset = divmod(5000, disk.block_size)
    disk.writeblocks(first, b"\xa5" * 1000, offset)
    back = bytearray(1000)
    disk.readblocks(first, back, offset)
    assert back == b"\xa5" * 1000
