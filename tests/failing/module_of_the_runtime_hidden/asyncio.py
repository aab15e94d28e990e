# SPDX-License-Identifier: ISC
async def connect():
    pass
