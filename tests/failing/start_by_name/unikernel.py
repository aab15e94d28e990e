# SPDX-License-Identifier: ISC
async def start(*, log, level=1):
    pass
