# SPDX-License-Identifier: ISC


async def start(one, two):
    print("never reached")
