# SPDX-License-Identifier: ISC
from bech32 import bech32_decode, bech32_encode, convertbits


async def start():
    text = bech32_encode("echis", convertbits(b"hello", 8, 5))
    print(text)
    prefix, words = bech32_decode(text)
    print(prefix, bytes(convertbits(words, 5, 8, False)))
    print(bech32_decode(text.replace("h", "j")))
