# SPDX-License-Identifier: ISC
# struct: MicroPython's, with a Struct and the name of its error.

from ustruct import *
from ustruct import calcsize, pack, pack_into, unpack, unpack_from

error = ValueError


class Struct:
    def __init__(self, format):
        self.format = format if isinstance(format, str) else format.decode()
        self.size = calcsize(self.format)

    def pack(self, *values):
        return pack(self.format, *values)

    def pack_into(self, buffer, offset, *values):
        pack_into(self.format, buffer, offset, *values)

    def unpack(self, buffer):
        if len(buffer) != self.size:
            raise error(f"unpack requires a buffer of {self.size} bytes")
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer):
        return iter_unpack(self.format, buffer)


def iter_unpack(format, buffer):
    size = calcsize(format)
    if not size or len(buffer) % size:
        raise error(
            f"iterative unpacking requires a buffer of a multiple of {size} bytes"
        )
    return (unpack_from(format, buffer, at) for at in range(0, len(buffer), size))
