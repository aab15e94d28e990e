# SPDX-License-Identifier: ISC
# A text with a checksum: made, read, and refused when a letter is wrong.
from bech32 import bech32_decode, bech32_encode, convertbits


async def start() -> None:
    words = convertbits(b"hello", 8, 5)
    assert words is not None
    text = bech32_encode("echis", words)
    print(text)
    prefix, read = bech32_decode(text)
    assert read is not None
    back = convertbits(read, 5, 8, False)
    assert back is not None
    print(prefix, bytes(back))
    print(bech32_decode(text.replace("h", "j")))
