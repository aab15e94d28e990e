# SPDX-License-Identifier: ISC


async def start():
    print("setup")
