# SPDX-License-Identifier: ISC


async def start(*devices):
    print("never reached")
