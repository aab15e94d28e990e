# SPDX-License-Identifier: ISC
# zlib, over MicroPython's deflate. The compressor there has one level and a window that
# is chosen; what it writes, every inflater reads.

import io

import deflate
from ubinascii import crc32 as _crc32

MAX_WBITS = 15
DEFLATED = 8
Z_DEFAULT_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION = -1, 1, 9


class error(Exception):
    pass


def crc32(data, value=0):
    return _crc32(data, value)


def adler32(data, value=1):
    low, high = value & 0xFFFF, value >> 16
    for byte in data:
        low = (low + byte) % 65521
        high = (high + low) % 65521
    return high << 16 | low


def _kind(wbits):
    # The format and the window's bits, from zlib's one number for both.
    if wbits < 0:
        return deflate.RAW, -wbits
    if wbits > 15:
        return deflate.GZIP, wbits - 16
    return deflate.ZLIB, wbits


def compress(data, level=-1, wbits=MAX_WBITS):
    kind, bits = _kind(wbits)
    written = io.BytesIO()
    with deflate.DeflateIO(written, kind, bits) as stream:
        stream.write(data)
    return written.getvalue()


def decompress(data, wbits=MAX_WBITS, bufsize=0):
    kind, bits = _kind(wbits)
    try:
        with deflate.DeflateIO(io.BytesIO(data), kind, bits) as stream:
            return stream.read()
    except (OSError, EOFError, ValueError) as cause:
        raise error(f"Error -3 while decompressing data: {cause}") from None
