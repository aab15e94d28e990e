# SPDX-License-Identifier: ISC
async def start():
    pass
