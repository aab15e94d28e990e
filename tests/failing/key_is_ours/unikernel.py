# SPDX-License-Identifier: ISC


async def start():
    print("never reached")
