# SPDX-License-Identifier: ISC
"""Digests of texts of every length around the blocks of the algorithms."""

import binascii
import hashlib

LENGTHS = list(range(130))
LENGTHS.extend([1000, 4096, 10_000])


def text(length):
    """Bytes that do not repeat within a block."""
    return bytes((i * 167 + length + (i >> 8)) & 255 for i in range(length))


def in_pieces(algorithm, data):
    """The digest of data that comes in pieces of growing size."""
    found, at, size = algorithm(), 0, 1
    while at < len(data):
        found.update(data[at : at + size])
        at, size = at + size, size + 7
    return found.digest()


async def start():
    for name in ("md5", "sha1", "sha256"):
        algorithm = getattr(hashlib, name)
        for length in LENGTHS:
            data = text(length)
            whole, pieces = algorithm(data).digest(), in_pieces(algorithm, data)
            print(name, length, binascii.hexlify(whole).decode(), whole == pieces)
