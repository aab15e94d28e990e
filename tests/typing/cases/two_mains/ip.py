# SPDX-License-Identifier: ISC
async def connect():
    return 1
