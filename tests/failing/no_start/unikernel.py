# SPDX-License-Identifier: ISC
async def begin(time):
    pass
