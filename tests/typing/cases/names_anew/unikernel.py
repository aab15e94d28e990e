# SPDX-License-Identifier: ISC
async def start(disk):
    print(disk)
