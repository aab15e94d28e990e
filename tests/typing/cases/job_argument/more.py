# SPDX-License-Identifier: ISC
async def start(setup, *, word):
    print(setup, word)
