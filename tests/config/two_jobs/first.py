# SPDX-License-Identifier: ISC


async def start():
    print("first")
