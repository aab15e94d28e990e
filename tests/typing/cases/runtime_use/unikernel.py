# SPDX-License-Identifier: ISC
from echis import Block


async def start():
    print(Block)
