# SPDX-License-Identifier: ISC


async def start(disk, reports):
    print("started")
