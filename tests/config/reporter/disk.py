# SPDX-License-Identifier: ISC


async def connect():
    print("disk")
