# SPDX-License-Identifier: ISC
async def begin(disk):
    print(disk)
