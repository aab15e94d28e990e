# SPDX-License-Identifier: ISC
import key_gen


async def start():
    print(key_gen.hello())
